/** How far from the baseline towards the target. */
import type { Action } from '#api/contract/actions.ts';

type Measured = Pick<Action['progress'][number], 'id' | 'on_day' | 'measured'>;

/** The latest measurement by its day (by entry within a day), or null when nobody has measured yet. */
export function latestMeasured<T extends Measured>(
  progress: readonly T[],
): (T & { readonly measured: number }) | null {
  let latest: (T & { readonly measured: number }) | null = null;
  for (const entry of progress) {
    if (!hasMeasured(entry)) continue;
    const newer =
      latest === null ||
      entry.on_day > latest.on_day ||
      (entry.on_day === latest.on_day && entry.id > latest.id);
    if (newer) latest = entry;
  }
  return latest;
}

const hasMeasured = <T extends Measured>(entry: T): entry is T & { readonly measured: number } =>
  entry.measured !== null;

/** Share of the way from baseline to target: 0 at the baseline, 1 at the target, below 0 when it got worse.
 *  null where the target is the baseline (hold steady): there is no way to go. */
export function shareOfWay(baseline: number, target: number, measured: number): number | null {
  if (baseline === target) return null;
  return (measured - baseline) / (target - baseline);
}

/** The same in words, so that nobody has to read a bar. */
export function wayWords(baseline: number, target: number, measured: number): string {
  const share = shareOfWay(baseline, target, measured);
  if (share === null) {
    return measured === target ? 'held at the target' : 'away from the level to hold';
  }
  if (share >= 1) return 'target reached';
  if (share < 0) return 'worse than the baseline';
  return `${String(Math.floor(share * 100))} % of the way`;
}
