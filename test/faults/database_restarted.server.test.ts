/** The database server stops and starts under load, in order and as after a crash: callers are told so at once, nothing
 *  acknowledged is lost, imports go on, and the server needs no restart of its own. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Hexes } from '#api/contract/hexes.ts';
import type { Import } from '#api/contract/imports.ts';
import { findPostgres, startPostgres } from '#test/runner/postgres.ts';
import { logCsv, newFind } from '#test/support/factories.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { AGENCIES } from '#test/support/people.ts';
import { formOf } from '#test/support/test_app.ts';
import { drawer } from './draw.ts';
import { posted, startServer, withPlace } from './server_process.ts';

const { full, seed } = readSampling(process.env);
const RESTARTS = full ? 12 : 2;
const ROWS = 5_000;

const place = await withPlace();
const folder = mkdtempSync(join(tmpdir(), 'commonground-cluster-'));
// the cluster's user is not the tests', where root runs them
chmodSync(folder, 0o711);
const bin = findPostgres();
if (!bin) throw new Error('no PostgreSQL with PostGIS is installed');
// what is acknowledged survives a crash of the database: as in production
const postgres = await startPostgres(bin, folder, { synchronous_commit: 'on' });
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('A database that is restarted under load', { timeout: 1_800_000 }, () => {
  it('loses nothing, and the server goes on by itself', async () => {
    const draw = drawer(seed);
    const server = await startServer({
      ...place,
      env: { ...place.env, DATABASE_URL: postgres.url },
    });
    for (const agency of AGENCIES) await server.ask('/api/agencies', posted(agency));
    const acknowledged = new Map<string, ReturnType<typeof newFind>>();
    const sent = new Map<string, ReturnType<typeof newFind>>();
    const codes = new Map<unknown, number>();
    let working = true;
    const callers = Array.from({ length: 3 }, async () => {
      while (working) {
        const find = newFind();
        sent.set(find.id, find);
        const answer = await server.fetch('/api/finds', posted(find));
        if (answer.ok) acknowledged.set(find.id, find);
        const code = answer.ok ? answer.status : ((await answer.json()) as { code: unknown }).code; // as: a problem document
        codes.set(code, (codes.get(code) ?? 0) + 1);
        if (code === 'database_away') {
          expect(answer.headers.get('retry-after')).toBe('5');
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    });
    const statusOf = async () => (await server.fetch('/api/health')).status;
    const soon = { timeout: 120_000, interval: 20 };
    for (let n = 0; n < RESTARTS; n++) {
      const file = logCsv(Array.from({ length: ROWS }, (_, i) => ({ reference: `R${n}-${i}` })));
      const { id } = await server.ask<{ id: number }>('/api/imports', {
        method: 'POST',
        body: formOf(file, { dataset: `restarted-${n}` }),
      });
      await new Promise((resolve) => setTimeout(resolve, draw.between(0, 700)));
      await postgres.halt(n % 2 === 0 ? 'immediate' : 'fast');
      expect(await statusOf()).toBe(503);
      await postgres.start();
      await vi.waitFor(async () => expect(await statusOf()).toBe(200), soon);
      const over = await vi.waitFor(async () => {
        const one = await server.ask<Import>(`/api/imports/${id}`);
        expect(one.state).toBeOneOf(['done', 'failed']);
        return one;
      }, soon);
      expect(over).toMatchObject({ state: 'done', rows: { accepted: ROWS } });
    }
    working = false;
    await Promise.all(callers);
    expect([...codes.keys()].toSorted()).toEqual([201, 'database_away']);
    for (const find of sent.values()) {
      const { status } = await server.fetch('/api/finds', posted(find));
      // 200: it was there; of an answer that was lost nobody knew
      expect(status).toBeOneOf(acknowledged.has(find.id) ? [200] : [200, 201]);
    }
    const expected = sent.size + RESTARTS * ROWS;
    const { incidents } = await server.ask<{ incidents: number }>('/api/health');
    const { total } = await server.ask<Hexes>('/api/hexes?resolution=7&from=2000-01-01');
    expect({ incidents, total }).toEqual({ incidents: expected, total: expected });
    console.log(
      `${RESTARTS} restarts: ${acknowledged.size} finds acknowledged, ${String(codes.get('database_away'))} told to wait`,
    );
    expect(await server.stop('SIGTERM')).toBe(0);
  });
});
