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
import { composeReport, type InTransaction, type Question } from './compose.ts';
import { lastEnded, windowOfQuarter } from './quarters.ts';
import { readReportRows, type ReportRows } from './read_rows.ts';

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

/** Rows and counts of one data version. Nothing is counted in a transaction: the embedded database has one connection.
 *  Where records come in meanwhile it begins again; the last try counts in the transaction, and lets nobody in between
 *  (the cells of its outlines are listed by then). */
async function reportOf(
  services: HexServices,
  c: Context,
  question: Question,
): Promise<QuarterlyReport> {
  const { window, area } = question;
  const filters = { from: isoOf(window.from), to: isoOf(window.to), area };
  for (let attempt = 1; ; attempt++) {
    const alone = attempt >= MOST_ATTEMPTS;
    const compose = async (inTx: InTransaction, own: number, rows: ReportRows) => {
      const version = rows.query.grants.dataVersion;
      const index = services.hexes.exactlyAt(version);
      if (!index) return null;
      const pause = alone ? () => Promise.resolve() : () => setImmediate();
      const report = await composeReport(inTx, index, own, rows, question, pause);
      return alone || services.hexes.exactlyAt(version) === index ? report : null;
    };
    const read = await asViewer(
      services,
      c,
      async (tx, own) => {
        const rows = await readReportRows(services, c, tx, filters);
        return { own, rows, made: alone ? await compose((work) => work(tx), own, rows) : null };
      },
      'isolation level repeatable read',
    );
    const inOwnTx: InTransaction = (work) => asViewer(services, c, work);
    const made = read.made ?? (alone ? null : await compose(inOwnTx, read.own, read.rows));
    if (made) return made;
    // outside the transaction: an embedded database has one connection, which catching up needs
    const { dataVersion } = await asViewer(services, c, (tx) => readGrants(tx));
    await services.hexes.at(dataVersion);
  }
}
