/** What an alert says. */
import { describe, expect, it } from 'vitest';
import type { Alert } from '#api/contract/alerts.ts';
import { alertWords, figureInWords, usualInWords } from '#web/screens/alerts/words.ts';

const alert: Alert = {
  id: 1,
  agency: { slug: 'severnside-council', name: 'Severnside Council' },
  feed: 'Needles',
  kind: 'needle_find',
  area: { slug: 'bewdley', name: 'Bewdley' },
  look: 'day',
  signal: 'incidents',
  since: '2026-07-18',
  day: '2026-07-18',
  n: 21,
  finds: null,
  usual: 1.4,
  held_to: 8,
  p: 1e-9,
  once_in_days: 1e6,
  made_at: '2026-07-19T06:00:00Z',
  taken_back_at: null,
  map: '',
};

describe('An alert', () => {
  it('says what, where and when, how many, and how many are usual', () => {
    expect(alertWords.heading(alert)).toBe('Needle finds in Bewdley, Saturday 18 July 2026');
    expect(figureInWords(alert)).toBe('21, where 1 to 2 are usual on a Saturday');
    expect(figureInWords({ ...alert, usual: 0 })).toBe('21, where none is usual on a Saturday');
    expect(figureInWords({ ...alert, usual: 1 })).toBe('21, where 1 is usual on a Saturday');
    expect(alertWords.rare(alert)).toContain('less than once in 100 years');
    expect(alertWords.heldTo(alert)).toBe('compared with 8 Saturdays before');
    expect(alertWords.heading({ ...alert, area: null })).toContain('in the whole partnership');
  });

  it('of a week or a rise says since when, and compares with as many weeks', () => {
    const week: Alert = {
      ...alert,
      look: 'week',
      since: '2026-07-13',
      day: '2026-07-19',
      usual: 9,
    };
    expect(alertWords.heading(week)).toBe('Needle finds in Bewdley, 13 July 2026 to 19 July 2026');
    expect(figureInWords(week)).toBe('21, where 9 are usual in a week');
    expect(alertWords.heldTo(week)).toBe('compared with 8 weeks before');
    const rise: Alert = { ...week, look: 'rise', since: '2026-06-29', usual: 12 };
    expect(figureInWords(rise)).toBe('21, where about 12 are usual in 3 weeks');
  });

  it('of needles says in how many finds', () => {
    const needles: Alert = { ...alert, signal: 'needles', n: 80, finds: 1, held_to: 28 };
    expect(figureInWords(needles)).toBe('80 needles in 1 find, where a find usually holds 1 to 2');
    expect(alertWords.heldTo(needles)).toBe('compared with 28 finds of the eight weeks before');
  });

  it('rounds what is usual as people would', () => {
    expect([0, 0.13, 1, 1.75, 4, 9.5, 12.4].map(usualInWords)).toEqual([
      'none',
      '0 to 1',
      '1',
      '1 to 2',
      '4',
      '9 to 10',
      'about 12',
    ]);
  });
});
