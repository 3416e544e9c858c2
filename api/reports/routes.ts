/** /api/reports */
import { setImmediate } from 'node:timers/promises';
import type { Context } from 'hono';
import { access, route } from '../http/access.ts';
import { QuarterlyReport, ReportQuery } from '../contract/reports.ts';
import { localDateOf } from '../time/local_date.ts';
import { isoOf } from '../time/local_day.ts';
import { readGrants } from '../hexes/grants_queries.ts';
import type { HexServices } from '../hexes/services.ts';
import { json, router } from '../http/router.ts';
import { Problem } from '../http/problem.ts';
import { asViewer } from '../http/transaction.ts';
import { composeReport, type Question } from './compose.ts';
import { lastEnded, windowOfQuarter } from './quarters.ts';
import { readReportRows } from './read_rows.ts';

const quarterly = route(access('counts.read', 'granted'), {
  method: 'get',
  path: '/reports/quarterly',
  operationId: 'getQuarterlyReport',
  tags: ['reports'],
  request: { query: ReportQuery },
  responses: {
    200: json(QuarterlyReport, 'Areas, trends, hotspots, deliveries, methods and notes'),
  },
});

export const reportRoutes = (services: HexServices) =>
  router().openapi(quarterly, async (c) => {
    const { quarter, area } = c.req.valid('query');
    const last = lastEnded(localDateOf(services.now()));
    // names of quarters sort as quarters do
    if (quarter !== undefined && quarter > last) {
      const message = `That quarter has not ended. The last that has is ${last}.`;
      throw new Problem('invalid_input', {
        detail: message,
        fields: [{ path: 'quarter', message }],
      });
    }
    const name = quarter ?? last;
    const question = { quarter: name, window: windowOfQuarter(name), area };
    return c.json(await reportOf(services, c, question), 200);
  });

const MOST_ATTEMPTS = 3;

/** Rows and counts of one data version, in one transaction. Where records come in meanwhile it begins again; the last try
 *  lets nobody in between. */
async function reportOf(
  services: HexServices,
  c: Context,
  question: Question,
): Promise<QuarterlyReport> {
  const { window, area } = question;
  const filters = { from: isoOf(window.from), to: isoOf(window.to), area };
  for (let attempt = 1; ; attempt++) {
    const made = await asViewer(
      services,
      c,
      async (tx, own) => {
        const rows = await readReportRows(services, c, tx, filters);
        const version = rows.query.grants.dataVersion;
        const index = services.hexes.exactlyAt(version);
        if (!index) return null;
        const alone = attempt >= MOST_ATTEMPTS;
        const pause = alone ? () => Promise.resolve() : () => setImmediate();
        const report = await composeReport(tx, index, own, rows, question, pause);
        return alone || services.hexes.exactlyAt(version) === index ? report : null;
      },
      'isolation level repeatable read',
    );
    if (made) return made;
    // outside the transaction: an embedded database has one connection, which catching up needs
    const { dataVersion } = await asViewer(services, c, (tx) => readGrants(tx));
    await services.hexes.at(dataVersion);
  }
}
