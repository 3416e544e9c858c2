/** Small charts and the still map: shapes that are right, and gaps that stay gaps. */
import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '#api/contract/change.ts';
import {
  boxAround,
  hexagonPath,
  middleOf,
  nameAt,
  nearFirst,
  planeOf,
} from '#web/screens/report/map_shapes.ts';
import { seriesChart } from '#web/screens/report/series_chart.ts';
import {
  intervalWords,
  quarterWords,
  seriesWords,
  verdictWords,
} from '#web/screens/report/words.ts';

const month = (i: number, count: number, about: object = {}) => ({
  month: `2026-0${i + 1}-01`,
  count,
  low: count / 2,
  high: count * 2,
  missing: false,
  ...about,
});

describe('A small chart', () => {
  const chart = seriesChart(
    [month(0, 5), month(1, 0, { missing: true }), month(2, 10), month(3, 10), month(4, 2)],
    { width: 50, height: 20 },
  );

  it('rises with the count: the top is the highest end of an interval, nothing is at the bottom', () => {
    expect(chart.line).toBe('M5 15M25 10L35 10L45 18');
    expect(chart.most).toBe(10);
  });

  it('does not draw a line through a month that was not delivered, and hatches it', () => {
    expect(chart.line.match(/M/g)).toHaveLength(2);
    expect(chart.missing).toEqual([{ x: 10, width: 10 }]);
    expect(chart.points.map(({ x }) => x)).toEqual([25, 35, 45]);
  });

  it('has no band where part of the count leaves small ones out', () => {
    const { band } = seriesChart([month(0, 4, { low: null, high: null }), month(1, 4)], {
      width: 20,
      height: 10,
    });
    expect(band).toBe('M15 0L15 7.5Z');
  });

  it('is heard with its range and its gaps', () => {
    expect(
      seriesWords('Needle finds', [month(0, 5), month(1, 0, { missing: true }), month(2, 8)]),
    ).toBe(
      'Needle finds, Jan 2026 to Mar 2026: between 5 and 8 a month, 8 in the last; February 2026 not delivered',
    );
  });
});

describe('The map', () => {
  const cell = latLngToCell(52.19, -2.22, 8);

  it('has each place where it is: north is up, and a degree of longitude is shorter', () => {
    const plane = planeOf([-3, 52, -2, 53], 100);
    expect(plane.at(-3, 53)).toEqual([0, 0]);
    expect(plane.at(-2, 53)).toEqual([100, 0]);
    expect(plane.height).toBeCloseTo(100 / Math.cos((52.5 * Math.PI) / 180), 6);
    const [lat, lon] = cellToLatLng(cell);
    expect(middleOf(cell, plane)).toEqual(plane.at(lon, lat));
    expect(hexagonPath(cell, plane)).toMatch(/^M([\d.]+ [\d.]+L){5,6}[\d.]+ [\d.]+Z$/);
  });

  it('frames what it shows with a little room, and nothing where there is nothing', () => {
    expect(boxAround([], [])).toBeNull();
    const [west, south, east, north] = boxAround([], [cell]) ?? [0, 0, 0, 0];
    const [lat, lon] = cellToLatLng(cell);
    expect(west < lon && lon < east && south < lat && lat < north).toBe(true);
  });

  it('names an area in the middle of its largest part', () => {
    const square = (x: number, size: number) => [
      [
        [x, 0],
        [x + size, 0],
        [x + size, size],
        [x, size],
        [x, 0],
      ],
    ];
    const [x, y] =
      nameAt({ type: 'MultiPolygon', coordinates: [square(0, 1), square(10, 4)] }) ?? [];
    expect(x).toBeCloseTo(12, 9);
    expect(y).toBeCloseTo(2, 9);
  });

  it('shows close up what lies near the first place', () => {
    const [near = '', far] = [gridDisk(cell, 2).at(-1), latLngToCell(52.4, -2.0, 8)];
    expect(nearFirst([cell, far, near], 5)).toEqual([cell, near]);
    expect(nearFirst([], 5)).toEqual([]);
  });
});

describe('A change in words', () => {
  const compared: Comparison = {
    ...{ count: 10, counts_only: 0, nothing_delivered: false, gaps: [], refused: null },
    compared: { now: 12, then: 10 },
    ...{ ratio: 1.194, low: 1.04, high: 1.352, percent: 19.4, verdict: 'up' as const },
  };
  const words = (about: Partial<Comparison>) => {
    const one = { ...compared, ...about };
    return `${verdictWords(one)} ${intervalWords(one)}`.trim();
  };

  it('has its direction as a sign, its percentage and its interval', () => {
    expect(words({})).toBe('▲ Up 19% ×1.19 (1.04 to 1.35)');
    expect(words({ verdict: 'down', percent: -31.2, ratio: 0.69, low: 0.59, high: 0.82 })).toBe(
      '▼ Down 31% ×0.69 (0.59 to 0.82)',
    );
    expect(words({ verdict: 'no_clear_change', low: 0.9 })).toBe(
      '= No clear change ×1.19 (0.90 to 1.35)',
    );
  });

  it('never makes a percentage of few, nor a ratio of none', () => {
    expect(words({ percent: null, ratio: null, low: 2.5, high: null })).toBe(
      '▲ Up none then (2.50 or more)',
    );
    expect(words({ verdict: 'too_few_to_tell', percent: null })).not.toContain('%');
  });

  it('that is refused says why in a few words, and has no figures', () => {
    const nothing = { ratio: null, low: null, high: null, percent: null, verdict: null };
    const refused = (reason: 'not_delivered' | 'counts_only' | 'no_records') =>
      words({ ...nothing, refused: { reason, why: '', instead: '', resolution: null } });
    expect(refused('not_delivered')).toBe('▨ Not compared: a delivery is missing');
    expect(refused('counts_only')).toBe('Not compared: counts only');
    expect(refused('no_records')).toBe('No records');
  });

  it('quarters are months', () => {
    expect(quarterWords('2026-Q3')).toBe('July to September 2026');
    expect(quarterWords('2025-Q4')).toBe('October to December 2025');
  });
});
