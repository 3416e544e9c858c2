/** What leaves the building about an unusual day. */
import { describe, expect, it } from 'vitest';
import { alertNotice } from '#api/alerts/alert_words.ts';
import { howRare } from '#api/contract/how_rare.ts';

const alert = {
  id: 12,
  kind: 'needle_find',
  area: 'Wyre Forest',
  look: 'day',
  signal: 'incidents',
  since: '2026-07-18',
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

  it('says which look found it, and since when', () => {
    const week = alertNotice({ ...alert, look: 'week', since: '2026-07-13', day: '2026-07-19' });
    expect(week.subject).toBe(
      'Unusual: needle finds in Wyre Forest, the week of Monday 13 July 2026',
    );
    expect(week.text).toContain('far more than in the weeks before.');
    const rise = alertNotice({ ...alert, look: 'rise', since: '2026-06-29', day: '2026-07-19' });
    expect(rise.text).toContain(
      'Needle finds in Wyre Forest, a rise since Monday 29 June 2026: more each week than before, until Sunday 19 July 2026 together far more than is usual there.',
    );
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
