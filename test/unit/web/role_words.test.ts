import { describe, expect, it } from 'vitest';
import { PERMISSIONS, ROLES } from '#api/contract/permissions.ts';
import { ROLE_LABELS, ROLE_LINES, rolesInWords, whoMay } from '#web/lib/role_words.ts';
import { pageAt } from '#web/lib/shell/pages.ts';

describe('roles in words', () => {
  it('every role has a name and a line of its own', () => {
    const lines = ROLES.map((role) => `${ROLE_LABELS[role]}: ${ROLE_LINES[role]}`);
    expect(new Set(lines).size).toBe(ROLES.length);
  });

  it('says whose something is, as the table of permissions has it', () => {
    expect(whoMay('hotspots.edit')).toBe(
      'Proposing a hotspot is for analysts and the tasking group.',
    );
    expect(whoMay('people.manage')).toBe('Managing people is for administrators.');
    // a promise of the line, held to the table
    expect(PERMISSIONS.street).toEqual(['partnership.read', 'finds.log']);
    expect(whoMay('counts.read')).not.toContain('street');
  });

  it('lists what somebody is', () => {
    expect(rolesInWords(['administrator', 'analyst'])).toBe('Administrator and analyst');
    expect(rolesInWords(['reader'])).toBe('Reader');
  });
});

describe('pages and what they need', () => {
  it.each([
    ['/', 'counts.read'],
    ['/actions', 'actions.read'],
    ['/actions/12', 'actions.read'],
    ['/actions/new', 'actions.assign'],
    ['/finds/new', 'finds.log'],
    ['/data/3', 'imports.read'],
    ['/people/provider', 'people.manage'],
    ['/me', undefined],
    ['/sign-in', undefined],
  ] as const)('%s needs %s', (path, operation) => expect(pageAt(path)?.needs).toBe(operation));

  it('does not take one page for another that begins like it', () => {
    expect(pageAt('/database')).toBeUndefined();
    expect(pageAt('/menu')).toBeUndefined();
  });
});
