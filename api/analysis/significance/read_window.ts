/** Reads what a test of one window needs: counts, missing deliveries, residents. Nothing is tested here. */
import type { Context } from 'hono';
import type { Significance, SignificanceQuery } from '../../contract/significance.ts';
import type { HexServices } from '../../hexes/services.ts';
import { mustBeAllowedWindow } from '../../hexes/window_limit.ts';
import type { Window } from '../../time/local_day.ts';
import { inWindow, type StudyQuery } from '../study/study_query.ts';
import { countFromHours, countFromIndex, type StudyCounts } from './count_window.ts';
import { missingDeliveries, type MissingDeliveries } from './missing_deliveries.ts';
import { residentsFor } from './residents.ts';

export interface WindowCounts extends MissingDeliveries {
  /** Days since 1970-01-01, inclusive. */
  readonly window: Window;
  readonly counted: StudyCounts;
  /** Whether only some hours of the week are counted. */
  readonly byHours: boolean;
  /** By cell, where rates are compared; NaN where they are not known. */
  readonly residents: Float64Array | null;
}

/** Which counts: of some hours of the week, as they are or by residents. */
type Options = Pick<SignificanceQuery, 'hours' | 'weekdays' | 'measure'>;

/** Throws Problem `window_too_short`. */
export async function readWindow(
  services: HexServices,
  c: Context,
  over: StudyQuery,
  options: Options,
  window: Window,
): Promise<WindowCounts> {
  const { study, cells } = over;
  const query = inWindow(over.query, window);
  const hours = requestedHours(options);
  mustBeAllowedWindow(services, c, window, study.resolution, hours !== null);
  const counted = hours
    ? await countFromHours(services, c, query, study, hours)
    : countFromIndex(query, study, cells);
  const residents = options.measure === 'rate' ? await residentsFor(services, c, study) : null;
  const missing = missingDeliveries({ ...over, query });
  return { window, counted, byHours: hours !== null, residents, ...missing };
}

/** The same for all hours and without residents: from the index alone. */
export function countWindow(over: StudyQuery, window: Window): WindowCounts {
  const query = inWindow(over.query, window);
  return {
    window,
    counted: countFromIndex(query, over.study, over.cells),
    byHours: false,
    residents: null,
    ...missingDeliveries({ ...over, query }),
  };
}

/** Requested hours of the week; null: all of them. */
export const requestedHours = ({
  hours,
  weekdays = [],
}: Pick<SignificanceQuery, 'hours' | 'weekdays'>): Significance['hours'] =>
  hours === undefined && weekdays.length === 0 ? null : { hours: hours ?? null, weekdays };
