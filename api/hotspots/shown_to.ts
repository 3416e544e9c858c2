/** A hotspot as its reader may see it. */
import type { Context } from 'hono';
import type { Evidence, Hotspot } from '../contract/hotspots.ts';
import { isAllowedWindow } from '../hexes/window_limit.ts';
import type { BaseServices } from '../http/services.ts';
import { dayOf } from '../time/local_day.ts';

/** Without its counts where an analyst took them over a window too short for this reader, in hexagons of that size. */
export function shownTo(
  services: Pick<BaseServices, 'now'>,
  c: Context,
  hotspot: Hotspot,
): Hotspot {
  const { evidence, earlier_evidence, resolution } = hotspot;
  const shown = (one: Evidence): Evidence => {
    const window = { from: dayOf(one.from), to: dayOf(one.to) };
    const allowed = isAllowedWindow(services, c, window, resolution);
    return allowed ? one : { ...one, total: null, counts: {} };
  };
  return { ...hotspot, evidence: shown(evidence), earlier_evidence: earlier_evidence.map(shown) };
}
