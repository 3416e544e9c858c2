import { describe, expect, test } from 'vitest';
import type { Seen } from '#api/contract/agreements.ts';
import { INCIDENT_TYPES } from '#api/contract/kinds.ts';
import {
  hasFigure,
  levelsOf,
  monthsWithin,
  notVisible,
  shownAgencies,
  type VisibilityQuestion,
} from '#web/screens/map/visibility/not_visible.ts';
import { notVisibleSentences } from '#web/screens/map/visibility/words.ts';

const notCounted = { all_resolution: null, counted_to: null, next_closes_on: null };
const none = { max_sensitivity: null, resolution: null, threshold: null, ...notCounted };
const seen: Seen[] = [
  { agency: 'council', kind: 'asb', level: 'own', ...none },
  { agency: 'police', kind: 'crime', level: 'point', ...none, max_sensitivity: 1 },
  {
    agency: 'hospital',
    kind: 'alcohol',
    level: 'cell',
    max_sensitivity: 1,
    resolution: 8,
    threshold: 5,
    all_resolution: 8,
    counted_to: '2025-06',
    next_closes_on: '2025-08-14',
  },
  { agency: 'hospital', kind: 'needle_find', level: 'none', ...none },
  { agency: 'fire', kind: 'asb', level: 'none', ...none },
];
const view: VisibilityQuestion = {
  kinds: [],
  types: [],
  agencies: [],
  resolution: 8,
  window: { from: '2025-03-01', to: '2025-05-31' },
  then: null,
};
const say = (change: Partial<VisibilityQuestion>, pinned = false) =>
  notVisibleSentences(
    notVisible(seen, { ...view, ...change }, INCIDENT_TYPES),
    (slug) => ({ hospital: 'NHS Trust', fire: 'Fire' })[slug] ?? slug,
    pinned,
  );

describe('what Alice’s map says it does not show', () => {
  test('counts only, and what is not shared; nothing of her own and of what she reads', () => {
    expect(say({})).toEqual([
      'NHS Trust alcohol incidents: counts only, whole months, 5 or more',
      'NHS Trust needle finds; Fire anti-social behaviour: not shared',
    ]);
  });

  test('finer hexagons than agreed leave them out, and it says what to do', () => {
    expect(say({ resolution: 9 })[0]).toBe(
      'NHS Trust alcohol incidents: counts only, down to hexagons of size 8 (950 m across): zoom out',
    );
    expect(say({ resolution: 9 }, true)[0]).toMatch(/choose that size$/);
  });

  test('a window without a whole month leaves them out', () => {
    expect(say({ window: { from: '2025-03-02', to: '2025-04-29' } })[0]).toBe(
      'NHS Trust alcohol incidents: counts of whole months only, and this window holds none',
    );
  });

  test('months that are not closed are not counted, and it says when the next one is', () => {
    expect(say({ window: { from: '2025-05-01', to: '2025-07-31' } })[0]).toBe(
      'NHS Trust alcohol incidents: counts only, whole months, 5 or more, to June 2025; July 2025 comes on 14 August 2025, when it is closed',
    );
    expect(say({ window: { from: '2025-07-01', to: '2025-07-31' } })[0]).toBe(
      'NHS Trust alcohol incidents: counts of closed months only, to June 2025; July 2025 comes on 14 August 2025, when it is closed',
    );
    const july = { from: '2025-07-01', to: '2025-07-31' };
    expect(hasFigure(seen, 'hospital', july)).toBe(false);
  });

  test('months that were counted in larger hexagons are missing in smaller ones', () => {
    const some = seen.map((one) => (one.level === 'cell' ? { ...one, all_resolution: 7 } : one));
    const [first] = notVisibleSentences(
      notVisible(some, view, INCIDENT_TYPES),
      (slug) => slug,
      false,
    );
    expect(first).toMatch(/some months in hexagons of size 7 \(2.5 km across\) only$/);
  });

  test('a window that cuts months names those that are counted', () => {
    expect(say({ window: { from: '2025-02-02', to: '2025-05-30' } })[0]).toBe(
      'NHS Trust alcohol incidents: counts only, whole months (March to April 2025), 5 or more',
    );
  });

  test('windows that hold different numbers of whole months cannot be compared for them', () => {
    const then = { from: '2024-12-02', to: '2025-02-28' };
    expect(say({ then })[0]).toContain('3 whole months in this window and 2 in the other');
    expect(say({ then: { from: '2024-12-01', to: '2025-02-28' } })[0]).toContain('counts only');
  });

  test('some types of a kind cannot be told apart in counts', () => {
    const alcohol = INCIDENT_TYPES.filter(({ kind }) => kind === 'alcohol').map(({ slug }) => slug);
    expect(say({ types: alcohol.slice(0, 1) })).toEqual([
      'NHS Trust alcohol incidents: counts only, not told apart by type: choose all types of the kind',
    ]);
    expect(say({ types: alcohol })[0]).toContain('whole months');
  });

  test('what the filters do not ask for is not spoken of', () => {
    expect(say({ kinds: ['crime'] })).toEqual([]);
    expect(say({ agencies: ['fire'] })).toEqual(['Fire anti-social behaviour: not shared']);
  });
});

test('an agency is named among those shown only where something of it is', () => {
  const agencies = ['police', 'hospital', 'fire', 'never-heard-of'];
  const at = (change: Partial<VisibilityQuestion>) =>
    shownAgencies(agencies, seen, notVisible(seen, { ...view, ...change }, INCIDENT_TYPES));
  expect(at({})).toEqual(['police', 'hospital', 'never-heard-of']);
  expect(at({ resolution: 9 })).toEqual(['police', 'never-heard-of']);
});

test('a figure of nought stands only where nought is known', () => {
  const whole = { from: '2025-03-01', to: '2025-03-31' };
  const cut = { from: '2025-03-02', to: '2025-03-31' };
  const at = (agency: string, window: { from: string; to: string }) =>
    hasFigure(seen, agency, window);
  expect(at('police', cut)).toBe(true);
  expect(at('hospital', whole)).toBe(true);
  expect(at('hospital', cut)).toBe(false);
  expect(at('fire', whole)).toBe(false);
  expect(at('never-heard-of', cut)).toBe(true);
});

test('an agency’s kinds by level, the fullest first', () => {
  expect(levelsOf(seen, 'hospital')).toEqual([
    { level: 'cell', kinds: ['alcohol'] },
    { level: 'none', kinds: ['needle_find'] },
  ]);
  expect(levelsOf(seen, 'nobody')).toEqual([]);
});

test('months that lie wholly in a window', () => {
  expect(monthsWithin({ from: '2025-01-31', to: '2025-03-31' })).toEqual([
    '2025-02-01',
    '2025-03-01',
  ]);
  expect(monthsWithin({ from: '2025-01-01', to: '2025-01-30' })).toEqual([]);
  expect(monthsWithin({ from: '2024-12-01', to: '2025-01-31' })).toEqual([
    '2024-12-01',
    '2025-01-01',
  ]);
});
