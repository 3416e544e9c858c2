/** Ratios on a machine that is never quiet: what is compared is run in turn, again and again, and each is measured by
 *  its median. */

export const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
};

/** @returns milliseconds */
export async function took(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Runs each in turn, `times` over; medians in milliseconds. */
export async function inTurn<Name extends string>(
  times: number,
  runs: Readonly<Record<Name, () => unknown>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(runs) as Name[]; // as: keys of the record
  const all = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let i = 0; i < times; i++)
    for (const name of names) all.get(name)?.push(await took(runs[name]));
  return Object.fromEntries(names.map((name) => [name, median(all.get(name) ?? [])])) as Record<
    Name,
    number
  >; // as: built from the same names
}

/** One line of a table: a title, then numbers. */
export function show(title: string, ...cells: readonly (number | string)[]): void {
  const words = cells.map((cell) => {
    if (typeof cell === 'string') return cell;
    return (Math.abs(cell) >= 100 ? cell.toFixed(0) : cell.toFixed(2)).padStart(8);
  });
  console.log(`${title.padEnd(58)} ${words.join('  ')}`);
}
