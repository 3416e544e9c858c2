import { describe, expect, it } from 'vitest';
import { hoursOf } from '#api/analysis/significance/hours_of_week.ts';

const [FRI, SAT] = [4 * 24, 5 * 24];

describe('Hours by name', () => {
  it('before and after school on five days; closing time is two nights that end in the morning', () => {
    const of = (name: Parameters<typeof hoursOf>[0]) =>
      [...hoursOf(name)].flatMap((one, hour) => (one ? [hour] : []));
    expect(of('before_school')).toEqual(
      [0, 1, 2, 3, 4].flatMap((day) => [day * 24 + 7, day * 24 + 8]),
    );
    expect(of('after_school')).toHaveLength(15);
    expect(of('closing_time')).toEqual(
      [22, 23, 24, 25, 26, 27].flatMap((hour) => [FRI + hour, SAT + hour]).sort((a, b) => a - b),
    );
  });

  it('or by number: over midnight they belong to the day on which they began', () => {
    const of = (one: Parameters<typeof hoursOf>[0]) =>
      [...hoursOf(one)].flatMap((on, hour) => (on ? [hour] : []));
    expect(of({ weekdays: ['sun'], hours: [23, 0] })).toEqual([0, 167]);
    expect(of({ weekdays: ['mon'], hours: null })).toEqual(Array.from({ length: 24 }, (_, i) => i));
    expect(of({ weekdays: [], hours: [8, 8] })).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((d) => d * 24 + 8),
    );
    expect(of({ weekdays: [], hours: [5, 4] })).toHaveLength(168);
  });
});
