import { describe, expect, it } from 'vitest';
import type { ReadyFind } from '#web/screens/finds/draft.ts';
import { keep, keptFinds, letGo, type Store } from '#web/lib/outbox/kept.ts';

function memory(): Store & { all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
  };
}

const find = (id: string, over: Partial<ReadyFind> = {}): ReadyFind => ({
  id,
  agency: 'sample-outreach',
  longitude: -2.2,
  latitude: 52.2,
  accuracy: 8,
  needles_min: 1,
  needles_max: 1,
  place_type: null,
  outcome: 'made_safe',
  note: '',
  found_at: '2026-11-22T07:30:00.000Z',
  ...over,
});

describe('finds kept on the phone', () => {
  it('stay, oldest first, through a restart, until let go', () => {
    const store = memory();
    keep(store, find('a'));
    keep(store, find('b'));
    expect(keptFinds(store).map(({ id }) => id)).toEqual(['a', 'b']);
    letGo(store, 'a');
    expect(keptFinds(store).map(({ id }) => id)).toEqual(['b']);
    letGo(store, 'b');
    expect(store.all.size).toBe(0);
  });

  it('are one record for one id, the latest', () => {
    const store = memory();
    keep(store, find('a'));
    keep(store, find('a', { note: 'by the bench' }));
    expect(keptFinds(store)).toEqual([find('a', { note: 'by the bench' })]);
  });

  it.each(['{', '{"a":1}', '[{"id":1}]'])(
    'are moved aside, not lost, when %s stands there',
    (text) => {
      const store = memory();
      keep(store, find('a'));
      const key = [...store.all.keys()][0] ?? '';
      store.setItem(key, text);
      expect(keptFinds(store)).toEqual([]);
      expect([...store.all.values()]).toEqual([text]);
      keep(store, find('b'));
      expect(keptFinds(store)).toHaveLength(1);
      expect([...store.all.values()]).toContain(text);
    },
  );
});
