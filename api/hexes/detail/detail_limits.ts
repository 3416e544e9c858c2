/** What of a hexagon's facts is too fine for a caller who may not read incidents one by one. */
import type { Context } from 'hono';
import { lastOver } from '../../geo/smallest_window.ts';
import type { BaseServices } from '../../http/services.ts';
import { firstOfMonth } from '../../time/local_day.ts';
import type { ResolvedQuery } from '../read_query.ts';
import { isAllowedWindow, timeStep } from '../window_limit.ts';

export interface DetailLimits {
  /** Hour × weekday over the window. */
  readonly clock: boolean;
  /** Counts of single months. */
  readonly months: boolean;
  /** Months that begin later are not told; null: all are. */
  readonly lastMonth: number | null;
}

export function detailLimits(
  services: Pick<BaseServices, 'now'>,
  c: Context,
  { filters }: ResolvedQuery,
  resolution: number,
): DetailLimits {
  const { step, today } = timeStep(services, c, resolution);
  return {
    clock: isAllowedWindow(services, c, filters, resolution, true),
    months: step === 'day' || step === 'week' || step === 'month',
    lastMonth: step === 'day' ? null : firstOfMonth(lastOver('month', today)),
  };
}
