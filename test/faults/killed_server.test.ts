/** A server killed at any moment of an import: afterwards all of the file is in, once, or none of it. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { Import } from '#api/contract/imports.ts';
import type { Hexes } from '#api/contract/hexes.ts';
import { logCsv } from '#test/support/factories.ts';
import { formOf } from '#test/support/test_app.ts';
import { AGENCIES } from '#test/support/people.ts';
import { startServer, withPlace, type RunningServer } from './server_process.ts';

const place = await withPlace();
const ROWS = 30_000;
/** One row in three has a double: counted as two, never as one or four. */
const file = (name: string) =>
  logCsv(
    Array.from({ length: ROWS }, (_, i) => ({
      reference: i % 3 === 2 ? '' : `${name}-${i}`,
      date: `2025-06-${String(1 + (i % 28)).padStart(2, '0')} 14:05`,
      latitude: (52 + (i % 400) / 1000).toFixed(4),
    })),
  );

type State = Pick<Import, 'id' | 'dataset' | 'state' | 'rows'>;
const importOf = async (server: RunningServer, dataset: string): Promise<State | undefined> => {
  const { imports } = await server.ask<{ imports: State[] }>('/api/imports');
  return imports.find((one) => one.dataset === dataset);
};
const counted = async (server: RunningServer) => {
  const { incidents } = await server.ask<{ incidents: number }>('/api/health');
  const { total } = await server.ask<Hexes>('/api/hexes?resolution=7');
  return { incidents, total };
};
const send = (server: RunningServer, dataset: string) =>
  server.ask<{ id: number }>('/api/imports', {
    method: 'POST',
    body: formOf(file(dataset), { dataset, name: `${dataset}.csv` }),
  });

/** Waits until the import is over; a poll that meets a dying server ends it too. */
async function follow(
  server: RunningServer,
  dataset: string,
  until: (one: State) => boolean,
): Promise<State | undefined> {
  for (;;) {
    const now = await importOf(server, dataset);
    if (now && until(now)) return now;
    await pause(5);
  }
}
/** Files that an import, or an upload, still waits with. */
const waiting = () => {
  const uploads = join(place.dataDir, 'uploads');
  if (!existsSync(join(uploads, 'incoming'))) return [];
  return [...readdirSync(uploads), ...readdirSync(join(uploads, 'incoming'))].filter(
    (name) => name !== 'incoming',
  );
};
const isOver = ({ state }: State) => !['received', 'reading', 'committing'].includes(state);

const addAgencies = async (server: RunningServer): Promise<void> => {
  for (const agency of AGENCIES)
    await server.ask('/api/agencies', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(agency),
    });
};

const MOMENTS: readonly [string, (one: State) => boolean, NodeJS.Signals][] = [
  ['while it reads', ({ state, rows }) => state === 'reading' && rows.read > 0, 'SIGKILL'],
  ['while it brings the rows in', ({ state }) => state === 'committing', 'SIGKILL'],
  ['when it has just finished', ({ state }) => state === 'done', 'SIGKILL'],
  ['asked to stop while it reads', ({ state }) => state === 'reading', 'SIGTERM'],
];

describe('A server that dies in the middle of an import', { timeout: 300_000 }, () => {
  let server: RunningServer;

  it('while the file is still arriving has nothing of it, and takes it again', async () => {
    server = await startServer(place);
    await addAgencies(server);
    const sent = send(server, 'cut-off').then(
      () => 'taken',
      () => 'cut off',
    );
    await vi.waitUntil(() => waiting().length > 0, { timeout: 60_000, interval: 1 });
    await server.stop('SIGKILL');
    const said = await sent;
    server = await startServer(place);
    if (!(await importOf(server, 'cut-off'))) {
      expect(said).toBe('cut off');
      expect(await counted(server)).toEqual({ incidents: 0, total: 0 });
      await send(server, 'cut-off');
    }
    const over = await follow(server, 'cut-off', isOver);
    expect(over?.rows).toMatchObject({ read: ROWS, accepted: ROWS });
    expect(await counted(server)).toEqual({ incidents: ROWS, total: ROWS });
    expect(waiting()).toEqual([]);
  });

  it('brings all of it in once when it is back, whenever that was', async () => {
    let expected = ROWS;
    for (const [round, [moment, reached, signal]] of MOMENTS.entries()) {
      const dataset = `killed-${round}`;
      await send(server, dataset);
      await follow(server, dataset, (one) => reached(one) || isOver(one));
      const code = await server.stop(signal);
      if (signal === 'SIGTERM') expect([moment, code]).toEqual([moment, 0]);
      server = await startServer(place);
      const over = await follow(server, dataset, isOver);
      expect([moment, over?.state]).toEqual([moment, 'done']);
      expect(over?.rows).toMatchObject({ read: ROWS, accepted: ROWS });
      expected += ROWS;
      const all = { incidents: expected, total: expected };
      expect([moment, await counted(server)]).toEqual([moment, all]);
      expect(waiting()).toEqual([]);
    }
    // and the same file again adds nothing
    const { id } = await send(server, 'killed-0');
    const again = await follow(server, 'killed-0', (one) => one.id === id && isOver(one));
    expect(again?.rows).toMatchObject({ accepted: 0, already_present: ROWS });
    expect(await counted(server)).toEqual({ incidents: expected, total: expected });
    await server.stop('SIGKILL');
  });
});
