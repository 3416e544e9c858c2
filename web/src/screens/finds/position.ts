/** The phone's position: taken at once, made better while it gets better. The browser's source is passed in. */
import type { Position } from './draft.ts';

export type NoPosition = 'denied' | 'unavailable' | 'insecure';

export interface Fix extends Position {
  readonly accuracy: number;
}

/** Follows the position until told to stop; `fixed` is called only when the accuracy is as good or better.
 *  Returns the function that stops. */
export function followPosition(
  source: Geolocation | undefined,
  secure: boolean,
  fixed: (fix: Fix) => void,
  failed: (why: NoPosition) => void,
): () => void {
  if (!secure) failed('insecure');
  if (!secure || !source) {
    if (secure) failed('unavailable');
    return () => undefined;
  }
  let best = Infinity;
  const watch = source.watchPosition(
    ({ coords }) => {
      if (coords.accuracy > best) return;
      best = coords.accuracy;
      const { longitude, latitude, accuracy } = coords;
      fixed({ longitude, latitude, accuracy: Math.min(accuracy, 100_000) });
    },
    (error) => {
      if (best === Infinity)
        failed(error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable');
    },
    { enableHighAccuracy: true, maximumAge: 5000, timeout: 15_000 },
  );
  return () => source.clearWatch(watch);
}

/** Metres between two places a short way apart. */
export function metresBetween(
  one: { readonly longitude: number; readonly latitude: number },
  other: { readonly longitude: number; readonly latitude: number },
): number {
  const longitudeScale = Math.cos((one.latitude * Math.PI) / 180);
  return (
    Math.hypot((other.longitude - one.longitude) * longitudeScale, other.latitude - one.latitude) *
    111_320
  );
}
