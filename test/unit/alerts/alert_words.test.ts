/** What leaves the building about an unusual day. */
import { describe, expect, it } from 'vitest';
import { alertNotice } from '#api/alerts/alert_words.ts';
import { howRare } from '#api/contract/how_rare.ts';

const alert = {
  id: 12,
  kind: 'needle_find',
  area: 'Wyre Forest',
  signal: 'incidents',
  day: '2026-07-18',
  once_in_days: 365.25 * 42,
} as const;

describe('A notice of an alert', () => {
  it('says what, where, when and how unusual, and links to the rest', () => {
    expect(alertNotice(alert)).toEqual({
      subject: 'Unusual: needle finds in Wyre Forest, Saturday 18 July 2026',
      text:
        'Needle finds in Wyre Forest, Saturday 18 July 2026: far more than is usual there on a Saturday.\n\n' +
        'Over everything that is watched here, chance alone alerts like this about once in 40 years.\n\n' +
        'How many there were, and the map, are behind the link: figures do not travel by e-mail.',
      path: '/alerts?alert=12',
    });
    expect(alertNotice({ ...alert, signal: 'needles' }).text).toContain(
      'far more needles than finds there usually hold.',
    );
    expect(alertNotice({ ...alert, area: null }).subject).toContain('in the whole partnership');
  });

  it('fits into a subject, however long an area’s name is', () => {
    const { subject } = alertNotice({ ...alert, area: 'L'.repeat(200), kind: 'asb' });
    expect(subject.length).toBeLessThan(200);
    expect(subject).toContain('LLL…');
  });

  it('rounds how rare it is as much as it is known', () => {
    expect(howRare(61)).toBe('about once in 2 months');
    expect(howRare(365.25 * 3.4)).toBe('about once in 3 years');
    expect(howRare(365.25 * 77)).toBe('about once in 80 years');
    expect(howRare(1e200)).toBe('less than once in 100 years');
  });
});
