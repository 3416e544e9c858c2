/** /api/exports: what would be in a file, and the files. Counts by hexagon are files of /api/hexes. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  ActionsExportQuery,
  ExportFilters,
  ExportPreview,
  IncidentsExportQuery,
} from '../contract/exports.ts';
import { IncidentCollection } from '../contract/geojson.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { CSV_MEDIA_TYPE } from '../files/csv.ts';
import { GEOJSON_MEDIA_TYPE } from '../files/geojson.ts';
import { XLSX_MEDIA_TYPE } from '../files/xlsx.ts';
import { runQuery } from '../hexes/run_query.ts';
import type { HexServices } from '../hexes/services.ts';
import { access, mayOf, route } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import { json, router } from '../http/router.ts';
import { FairQueue } from '../jobs/fair_queue.ts';
import { ownerOf } from '../jobs/turns.ts';
import { actionFile } from './action_file.ts';
import { incidentFile } from './incident_file.ts';
import { makeFile, type Ready } from './make_file.ts';
import { previewOf } from './preview.ts';

const file = (types: readonly string[], description: string) => ({
  description,
  content: Object.fromEntries(
    types.map((type) => [
      type,
      { schema: type === GEOJSON_MEDIA_TYPE ? IncidentCollection : z.string() },
    ]),
  ),
});

const preview = route(access('exports.make', 'granted'), {
  method: 'get',
  path: '/exports/preview',
  operationId: 'previewExport',
  tags: ['exports'],
  request: { query: ExportFilters },
  responses: { 200: json(ExportPreview, 'What each file would hold, and what is left out of it') },
});
// whoever may read places may export; whoever may export counts may not read places
const incidents = route(access('points.read', 'granted'), {
  method: 'get',
  path: '/exports/incidents',
  operationId: 'exportIncidents',
  tags: ['exports'],
  request: { query: IncidentsExportQuery },
  responses: {
    200: file([CSV_MEDIA_TYPE, XLSX_MEDIA_TYPE, GEOJSON_MEDIA_TYPE], 'Incidents one by one'),
  },
});
const actions = route(access('exports.make', 'partnership'), {
  method: 'get',
  path: '/exports/actions',
  operationId: 'exportActions',
  tags: ['exports'],
  request: { query: ActionsExportQuery },
  responses: { 200: file([CSV_MEDIA_TYPE, XLSX_MEDIA_TYPE], 'The action log') },
});

/** Each file that is being made holds a connection. */
const QUEUE = {
  ...{ concurrency: 2, perOwner: 1, maxWaiting: 60, maxWaitingPerOwner: 12 },
  retryAfterSeconds: 60,
};

/** @param folder for files on their way to the caller */
export const exportRoutes = (services: HexServices, folder: string) => {
  const queue = new FairQueue({ ...QUEUE, full: 'exports_busy' });
  const make = (c: Context, prepare: (tx: AgencyTx) => Promise<Ready>): Promise<Response> => {
    if (!mayOf(c, 'exports.make')) throw new Problem('not_allowed');
    // HEAD checks the access, and makes nothing
    if (c.req.method === 'HEAD') return Promise.resolve(c.body(null, 200));
    return queue.run(ownerOf(c), () => makeFile(services, c, folder, prepare), c.req.raw.signal);
  };

  return router()
    .openapi(preview, async (c) => c.json(await previewOf(services, c, c.req.valid('query')), 200))
    .openapi(incidents, async (c) => {
      const { format, ...request } = c.req.valid('query');
      const query = await runQuery(services, c, request);
      return make(c, (tx) => incidentFile(services, c, tx, { query, request, format }));
    })
    .openapi(actions, (c) => {
      const query = c.req.valid('query');
      return make(c, (tx) => actionFile(services, c, tx, query));
    });
};
