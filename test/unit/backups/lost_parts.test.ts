import { describe, expect, it } from 'vitest';
import { findLoss } from '#api/backups/lost_parts.ts';

const whole = {
  dataDir: '/data',
  hadKey: true,
  keyName: 'aaaaaaaa',
  newDatabase: false,
  stored: [{ key: 'aaaaaaaa', secrets: 3 }],
};

describe('What is lost', () => {
  it('is nothing where key and database belong together, or both are new', () => {
    expect(findLoss(whole)).toBeNull();
    expect(
      findLoss({ ...whole, hadKey: false, keyName: null, newDatabase: true, stored: [] }),
    ).toBeNull();
    // a database in which nobody has a second factor needs no key
    expect(findLoss({ ...whole, hadKey: false, keyName: null, stored: [] })).toBeNull();
  });

  it('is the key alone: the start is refused, so that no new key hides it', () => {
    const loss = findLoss({ ...whole, hadKey: false, keyName: null });
    expect(loss).toMatchObject({ refuse: true });
    expect(loss?.sentence).toMatch(/^The key is lost: .*3 stored secrets.*restore FILE --replace/);
  });

  it('is the key, and another lies in its place', () => {
    const stored = [...whole.stored, { key: 'bbbbbbbb', secrets: 1 }];
    const loss = findLoss({ ...whole, stored });
    expect(loss).toMatchObject({ refuse: false });
    expect(loss?.sentence).toMatch(/does not belong to this database: 1 stored secret cannot/);
  });

  it('is the database alone', () => {
    const loss = findLoss({ ...whole, newDatabase: true, stored: [] });
    expect(loss).toMatchObject({ refuse: false });
    expect(loss?.sentence).toMatch(/^The key in \/data is older than the database.*restore FILE/);
  });
});
