import { expect, test } from 'vitest';
import type { HistoryLine } from '#api/contract/history.ts';
import { describeLine } from '#web/screens/history/describe_line.ts';

const line = (over: Partial<HistoryLine>): HistoryLine => ({
  place: 2,
  at: '2026-11-30T14:05:00.000Z',
  by: 'Chelsea Moss',
  agency: 'wyre-forest-council',
  table: 'action',
  row: '',
  verb: 'update',
  before: {},
  after: {},
  ...over,
});
const agencyName = (id: number) => ['', 'Wyre Forest Council', 'West Mercia Police'][id] ?? '?';
/** As it is read out. */
const said = (over: Partial<HistoryLine>): string => {
  const { what, changes } = describeLine(line(over), agencyName);
  const parts = changes.map(({ label, before, after }) =>
    [label, ...(before === null ? [] : [before, '→']), after ?? 'none'].join(' '),
  );
  return [what, parts.join('; ')].filter(Boolean).join(': ');
};

test('an action that was changed: each field by its name, as people write it; the database’s own are left out', () => {
  const before = { target: 10, due_on: '2026-12-01', version: 1, agency_id: 1, pounds: 1200 };
  const after = { target: 5.5, due_on: '2026-12-15', version: 2, agency_id: 2, pounds: 0 };
  expect(said({ before, after })).toBe(
    'Changed: owner Wyre Forest Council → West Mercia Police; due 1 December 2026 → 15 December 2026; ' +
      'money £1,200 → £0; target 10 → 5.5',
  );
  expect(said({ before: { state: 'agreed' }, after: { state: 'in_progress' } })).toBe(
    'Changed: state Agreed → In progress',
  );
});

test('saved as it was: that is said, and nothing else', () => {
  expect(said({ before: { version: 1 }, after: { version: 2 } })).toBe('Saved without a change');
});

test('made, added, removed', () => {
  expect(said({ verb: 'insert', after: { target: 5 } })).toBe('Assigned');
  const step = { table: 'milestone', row: '7' } as const;
  expect(said({ ...step, verb: 'insert', after: { title: 'Lamps' } })).toBe(
    'Added the step “Lamps”',
  );
  expect(said({ ...step, verb: 'delete', before: { title: 'Lamps' } })).toBe(
    'Removed the step “Lamps”',
  );
  expect(said({ ...step, before: { done_on: null }, after: { done_on: '2026-12-02' } })).toBe(
    'Changed a step: done 2 December 2026',
  );
  expect(said({ ...step, before: { done_on: '2026-12-02' }, after: { done_on: null } })).toBe(
    'Changed a step: done 2 December 2026 → none',
  );
});

test('proposals: what, and what became of it', () => {
  const proposal = { table: 'action_proposal', row: '3' } as const;
  const changes = { due_on: '2026-12-15', state: 'cancelled' };
  expect(said({ ...proposal, verb: 'insert', after: { changes } })).toBe(
    'Proposed a change: due 15 December 2026; state Cancelled',
  );
  expect(said({ ...proposal, after: { state: 'accepted', answer: '' } })).toBe(
    'Accepted the proposal',
  );
  expect(said({ ...proposal, after: { state: 'declined', answer: 'Too late.' } })).toBe(
    'Declined the proposal: reason Too late.',
  );
});

test('hotspots by their hexagons, agreements by their parties, imports by their rows', () => {
  const moved = { before: { cells: ['a'] }, after: { cells: ['b', 'c'] } };
  expect(said({ table: 'hotspot', ...moved })).toBe('Changed: hexagons 1 hexagon → 2 hexagons');
  expect(said({ table: 'agreement', verb: 'insert', after: { proposed_by: 2 } })).toBe(
    'Proposed: by West Mercia Police',
  );
  expect(said({ table: 'agreement_party', row: '2', verb: 'insert' })).toBe(
    'Accepted for West Mercia Police',
  );
  const rows = {
    before: { state: 'committing', rows_accepted: 0 },
    after: { state: 'done', rows_accepted: 1200 },
  };
  expect(said({ table: 'import', ...rows })).toMatch(/new rows 0 → 1,200$/);
});

test('a table that nobody taught the words of is told by its verb', () => {
  expect(said({ table: 'other', before: { a: 1 }, after: { a: 2 } })).toBe(
    'Saved without a change',
  );
});
