/** A hotspot as its reader may see it. */
import type { Context } from 'hono';
import type { Hotspot } from '../contract/hotspots.ts';
import { isAllowedWindow } from '../hexes/window_limit.ts';
import type { BaseServices } from '../http/services.ts';
import { dayOf } from '../time/local_day.ts';

/** Without its counts where an analyst took them over a window too short for this reader, in hexagons of that size. */
export function shownTo(
  services: Pick<BaseServices, 'now'>,
  c: Context,
  hotspot: Hotspot,
): Hotspot {
  const { evidence, resolution } = hotspot;
  const window = { from: dayOf(evidence.from), to: dayOf(evidence.to) };
  if (isAllowedWindow(services, c, window, resolution)) return hotspot;
  return { ...hotspot, evidence: { ...evidence, total: null, counts: {} } };
}
