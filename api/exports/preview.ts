/** What a person sees before they take a file: how much is in each, how it is marked, whose it is, and what is not
 *  in it. */
import type { Context } from 'hono';
import { mayOf } from '../http/access.ts';
import { selectActions } from '../actions/queries.ts';
import {
  EXPORT_LIMIT,
  type ExportFilters,
  type ExportPreview,
  type Offer,
} from '../contract/exports.ts';
import { countHexes, sourcesOfHexes } from '../hexes/count_hexes.ts';
import { describeHexes } from '../hexes/export/describe_hexes.ts';
import { runQuery } from '../hexes/run_query.ts';
import { finestAllowed, inAllowedWindow, refusedWords } from '../hexes/window_limit.ts';
import { isoOf } from '../time/local_day.ts';
import type { HexServices } from '../hexes/services.ts';
import { asViewer } from '../http/transaction.ts';
import { actionMarking } from './action_file.ts';
import { describeIncidents } from './describe_incidents.ts';
import { exportedBy, type Marking } from '../files/marking.ts';

export const ONE_BY_ONE =
  'Incidents one by one are for those who may read exact places. You may take the counts by hexagon.';

export const tooMany = (count: number): string => {
  const words = new Intl.NumberFormat('en-GB');
  return `These are ${words.format(count)} incidents, and a file has at most ${words.format(EXPORT_LIMIT)}. Choose a shorter window, fewer kinds or an area.`;
};

const NOTHING = 'Nothing that you may see matches.';

const offer = (marking: Marking, count: number, refused: string | null): Offer => ({
  marking: marking.mark,
  count,
  provided: marking.provided.map(({ under, ...whose }) => ({ ...whose, under: [...under] })),
  left_out: [...marking.leftOut],
  refused: refused ?? (count === 0 ? NOTHING : null),
});

export async function previewOf(
  services: HexServices,
  c: Context,
  request: ExportFilters,
): Promise<ExportPreview> {
  const requested = await runQuery(services, c, request);
  const oneByOne = mayOf(c, 'points.read');
  // those who may not read places see no finer what a file would hold than what they may count
  const resolution = finestAllowed(services, c, requested, request.resolution);
  const query = inAllowedWindow(services, c, requested, resolution);
  const map = {
    ...request,
    resolution,
    ...(oneByOne ? {} : { from: isoOf(query.filters.from), to: isoOf(query.filters.to) }),
  };
  const counts = await countHexes(services, c, query, map);
  const sources = await sourcesOfHexes(services, c, query, map);
  return asViewer(
    services,
    c,
    async (tx) => {
      const rows = await describeIncidents(services, c, tx, query, map);
      const hexagons = await describeHexes(services, c, tx, {
        query,
        request: map,
        counts,
        sources,
      });
      const actions = await selectActions(tx, {});
      const refused = oneByOne
        ? rows.count > EXPORT_LIMIT
          ? tooMany(rows.count)
          : null
        : ONE_BY_ONE;
      return {
        exported_by: exportedBy(rows.marking),
        synthetic: rows.marking.synthetic,
        filters: rows.marking.filters.map(([label, words]) => ({ label, words })),
        from: isoOf(rows.selection.from),
        to: isoOf(rows.selection.to),
        limit: EXPORT_LIMIT,
        incidents: offer(rows.marking, rows.count, refused),
        hexagons: offer(
          hexagons,
          hexagons.provided.reduce((sum, { incidents }) => sum + incidents, 0),
          resolution < request.resolution
            ? refusedWords(services, requested, request.resolution)
            : null,
        ),
        actions: offer(actionMarking(rows.marking, []), actions.length, null),
      };
    },
    'isolation level repeatable read',
  );
}
