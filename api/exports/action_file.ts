/** The file of the action log. */
import type { Context } from 'hono';
import type { z } from 'zod';
import { selectActions } from '../actions/queries.ts';
import { shown } from '../actions/shown.ts';
import { LIVE_STATES } from '../actions/state.ts';
import type { ActionsExportQuery } from '../contract/exports.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { markingColumns, type Marking } from '../files/marking.ts';
import type { BaseServices } from '../http/services.ts';
import { Problem } from '../http/problem.ts';
import { whoExports, type Exporter } from '../partnership/exporter.ts';
import { localDateOf } from '../time/local_date.ts';
import { ACTION_COLUMNS } from './action_table.ts';
import type { Ready } from './make_file.ts';
import { tableChunks } from './table_file.ts';

/** The action log names people, and places chosen from incidents: always the higher marking. */
export const actionMarking = (exporter: Exporter, filters: Marking['filters']): Marking => ({
  ...exporter,
  mark: 'OFFICIAL-SENSITIVE',
  title: 'Action log',
  filters,
  provided: [],
  leftOut: [],
});

/** Throws Problem `nothing_to_export`. */
export async function actionFile(
  services: BaseServices,
  c: Context,
  tx: AgencyTx,
  { format, state, agency }: z.infer<typeof ActionsExportQuery>,
): Promise<Ready> {
  const today = localDateOf(services.now());
  const states = state === 'live' ? LIVE_STATES : undefined;
  const rows = (await selectActions(tx, { states, agency })).map((row) => shown(row, today));
  if (rows.length === 0) throw new Problem('nothing_to_export');
  const marking = actionMarking(await whoExports(services, c, tx), [
    ['Actions', state === 'live' ? 'those still to be done' : 'all'],
    ['Owner', agency ?? 'every agency'],
  ]);
  const columns = [...ACTION_COLUMNS, ...markingColumns(marking, () => 'shared among partners')];
  return {
    marking,
    about: `actions ${today}`,
    file: { what: 'actions', format, rows: rows.length, concerns: [] },
    ...tableChunks(format, 'Actions', columns, [rows], marking),
  };
}
