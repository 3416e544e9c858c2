/** A series by month as the shapes of a small chart: a line, the band of its interval, and months without a delivery. */
import type { SeriesMonth } from '#api/contract/reports.ts';

export interface SeriesChart {
  /** SVG paths; each run of months between two gaps is a piece of its own. */
  readonly line: string;
  readonly band: string;
  /** Left edge and width of each month that lacks a delivery. */
  readonly missing: readonly { readonly x: number; readonly width: number }[];
  /** The last months, which the report is about. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** The greatest count, at the top of the line. */
  readonly most: number;
}

/** The quarter, at the end of the series. */
const LATEST = 3;

export function seriesChart(
  months: readonly SeriesMonth[],
  { width, height }: { readonly width: number; readonly height: number },
): SeriesChart {
  const step = width / Math.max(1, months.length);
  const top = Math.max(1, ...months.map(({ high, count }) => high ?? count ?? 0));
  const x = (i: number): number => round((i + 0.5) * step);
  const y = (value: number): number => round(height - (value / top) * height);
  const runs = runsOf(months);
  return {
    line: runs
      .map((run) => `M${run.map((i) => `${x(i)} ${y(months[i]?.count ?? 0)}`).join('L')}`)
      .join(''),
    band: runs.flatMap((run) => bandOf(run, months, x, y)).join(''),
    missing: months.flatMap((one, i) =>
      one.missing ? [{ x: round(i * step), width: round(step) }] : [],
    ),
    points: months.flatMap((one, i) =>
      i >= months.length - LATEST && !one.missing ? [{ x: x(i), y: y(one.count ?? 0) }] : [],
    ),
    most: Math.max(0, ...months.filter(({ missing }) => !missing).map(({ count }) => count ?? 0)),
  };
}

const round = (n: number): number => Math.round(n * 10) / 10;

/** Indices of months in a row that were delivered. */
function runsOf(months: readonly SeriesMonth[]): number[][] {
  const runs: number[][] = [];
  for (const [i, { missing }] of months.entries()) {
    if (missing) continue;
    const run = runs.at(-1);
    if (run && run.at(-1) === i - 1) run.push(i);
    else runs.push([i]);
  }
  return runs;
}

/** Months that are counts only have no interval, and end the band. */
function bandOf(
  run: readonly number[],
  months: readonly SeriesMonth[],
  x: (i: number) => number,
  y: (value: number) => number,
): string[] {
  const known = run.filter((i) => months[i]?.low !== null && months[i]?.high !== null);
  const pieces: number[][] = [];
  for (const i of known) {
    const piece = pieces.at(-1);
    if (piece && piece.at(-1) === i - 1) piece.push(i);
    else pieces.push([i]);
  }
  return pieces.map((piece) => {
    const above = piece.map((i) => `${x(i)} ${y(months[i]?.high ?? 0)}`);
    const below = piece.toReversed().map((i) => `${x(i)} ${y(months[i]?.low ?? 0)}`);
    return `M${[...above, ...below].join('L')}Z`;
  });
}
