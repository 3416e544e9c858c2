/** How long a file still takes, from how far it was at some moments. */

export interface Reading {
  /** Milliseconds of any steady clock. */
  readonly at: number;
  /** Share of the file behind us, 0 to 1. */
  readonly share: number;
}

/** The pace of the last ten seconds counts: unpacking is fast, storing slower, and an average of both misleads. */
const WINDOW_MS = 10_000;

/** Seconds left, or null while nobody can tell: fewer than two readings, no movement, or less than a second seen. */
export function secondsLeft(readings: readonly Reading[]): number | null {
  const last = readings.at(-1);
  if (!last) return null;
  if (last.share >= 1) return 0;
  const first = readings.find((reading) => reading.at >= last.at - WINDOW_MS);
  if (!first || last.at - first.at < 1000 || last.share <= first.share) return null;
  const sharePerMs = (last.share - first.share) / (last.at - first.at);
  return (1 - last.share) / sharePerMs / 1000;
}

/** "about 20 seconds left": rounded so that it does not flicker, and empty while unknown. */
export function timeLeftWords(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds < 4) return 'a few seconds left';
  if (seconds < 55) return `about ${String(Math.ceil(seconds / 5) * 5)} seconds left`;
  const minutes = Math.max(1, Math.round(seconds / 60));
  return minutes === 1 ? 'about a minute left' : `about ${String(minutes)} minutes left`;
}
