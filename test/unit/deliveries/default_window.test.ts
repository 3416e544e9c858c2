/** Where default windows end. */
import { describe, expect, it } from 'vitest';
import type { Kind } from '#api/contract/kinds.ts';
import { deliveredTo, type WeightedFeed } from '#api/deliveries/default_window.ts';
import { monthsOf } from '#api/deliveries/missing.ts';
import { dayOf } from '#api/time/local_day.ts';

let ids = 0;
/** With a delivery of every month from January 2024 to `last`; null: live. */
const feed = (agency: string, kind: Kind, last: string | null, records: number): WeightedFeed => ({
  records,
  feed: {
    id: ++ids,
    agency,
    dataset: `${agency} ${kind}`,
    kinds: [kind],
    delivered:
      last === null ? [] : monthsOf({ from: dayOf('2024-01-01'), to: dayOf(`${last}-01`) }),
  },
});
const facts = { today: '2026-11-30', began: () => '2025-02-01', countedTo: () => null };
const police = feed('police', 'crime', '2026-09', 8000);

describe('The default window ends', () => {
  it('with the police’s last month, and two finds of today move nobody’s', () => {
    expect(deliveredTo([police], facts)).toBe('2026-09-30');
    for (const finds of [2, 20_000])
      expect(deliveredTo([police, feed('council', 'needle_find', null, finds)], facts)).toBe(
        '2026-09-30',
      );
  });

  it('with what most of the records have: a small feed neither holds it back nor pulls it on', () => {
    const late = feed('nhs', 'alcohol', '2026-06', 300);
    const early = feed('council', 'asb', '2026-10', 900);
    expect(deliveredTo([police, late, early], facts)).toBe('2026-09-30');
  });

  it('for whoever sees that small feed alone, with its own', () => {
    expect(deliveredTo([feed('nhs', 'alcohol', '2026-06', 300)], facts)).toBe('2026-06-30');
    const live = feed('council', 'needle_find', null, 40);
    expect(deliveredTo([live, { ...police, records: 0 }], facts)).toBe('2026-10-31');
  });

  it('never with a month that is not over, nor one that an agreement does not give yet', () => {
    const asb = feed('council', 'asb', '2026-12', 900);
    expect(deliveredTo([asb], facts)).toBe('2026-10-31');
    expect(deliveredTo([asb], { ...facts, countedTo: () => '2026-09-01' })).toBe('2026-09-30');
  });

  it('not with a feed that ended long ago, and nowhere where there is none', () => {
    const ended = feed('police', 'asb', '2024-06', 5000);
    const asb = feed('council', 'asb', '2026-10', 900);
    expect(deliveredTo([ended, asb], facts)).toBe('2026-10-31');
    expect(deliveredTo([], facts)).toBeNull();
    const begins = { ...facts, began: () => '2026-11-01' };
    expect(deliveredTo([feed('council', 'needle_find', null, 4)], begins)).toBeNull();
  });
});
