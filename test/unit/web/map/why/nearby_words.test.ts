/** What stands near a place, as it is said in a meeting. */
import { describe, expect, it } from 'vitest';
import { nearbyWords } from '#web/screens/map/why/nearby/words.ts';

describe('Near here', () => {
  const source = 'Drug service';
  const nearest = { name: 'High Street Pharmacy', metres: 236 };
  it('says how many, which is nearest and how far', () => {
    const { landmark } = nearbyWords;
    expect(landmark({ kind: 'needle_exchange', within: 1, nearest, source }, 500)).toBe(
      '1 needle exchange within 500 m: High Street Pharmacy, 240 m.',
    );
    expect(landmark({ kind: 'school', within: 2, nearest, source }, 500)).toBe(
      '2 schools within 500 m: nearest High Street Pharmacy, 240 m.',
    );
    expect(
      landmark(
        { kind: 'sharps_bin', within: 0, nearest: { name: 'Park', metres: 2340 }, source },
        500,
      ),
    ).toBe('No sharps bin within 500 m; the nearest is Park, 2.3 km.');
  });

  it('says of an order when it ends, or that it has', () => {
    const order = { name: 'x', what: 'y', starts_on: '2024-04-01', ends_on: '2027-03-31', source };
    expect(nearbyWords.state({ ...order, state: 'in_force' })).toMatch(/^in force until 31 Mar/);
    expect(nearbyWords.state({ ...order, state: 'ending' })).toMatch(/^ends soon, on 31 Mar/);
    expect(nearbyWords.state({ ...order, state: 'ended' })).toMatch(/^ended on 31 Mar/);
    expect(nearbyWords.state({ ...order, state: 'scheduled' })).toMatch(/^begins 1 Apr/);
  });
});
