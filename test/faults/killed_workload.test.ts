/** kill -9 through imports, finds and undos, at moments that the seed draws: what was acknowledged is there once, what was not
 *  is there at most once after it is sent again, an undo is whole or has not happened. */
import { describe, expect, it, vi } from 'vitest';
import type { Hexes } from '#api/contract/hexes.ts';
import type { Import } from '#api/contract/imports.ts';
import { logCsv, newFind } from '#test/support/factories.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { AGENCIES } from '#test/support/people.ts';
import { formOf } from '#test/support/test_app.ts';
import { drawer, type Draw } from './draw.ts';
import { posted, startServer, withPlace, type RunningServer } from './server_process.ts';

const place = await withPlace();
const { full, seed } = readSampling(process.env);
/** Full: more than a hundred imports. */
const KILLS = full ? 40 : 3;

type State = Pick<Import, 'id' | 'dataset' | 'state' | 'rows'>;
const isOver = ({ state }: State) => !['received', 'reading', 'committing'].includes(state);

/** What callers know: the model that the server is held to. */
class Known {
  readonly finds = new Map<string, ReturnType<typeof newFind>>();
  /** Sent, and no answer came. */
  readonly unanswered = new Map<string, ReturnType<typeof newFind>>();
  /** Rows of an import, by its dataset. */
  readonly files = new Map<string, number>();
  readonly acknowledged = new Set<string>();
  readonly undone = new Set<string>();
  readonly undoUnanswered = new Set<string>();
  answers = 0;
}

const listed = async (server: RunningServer): Promise<State[]> =>
  (await server.ask<{ imports: State[] }>('/api/imports')).imports;
const fileOf = (dataset: string, rows: number) =>
  logCsv(Array.from({ length: rows }, (_, i) => ({ reference: `${dataset}-${i}` })));
const upload = (server: RunningServer, dataset: string, rows: number) =>
  server.ask('/api/imports', {
    method: 'POST',
    body: formOf(fileOf(dataset, rows), { dataset, name: `${dataset}.csv` }),
  });

/** Callers at work until the server dies: each ends with the first call that is not answered. */
async function work(server: RunningServer, known: Known, round: number, draw: Draw) {
  const finds = async () => {
    for (;;) {
      const find = newFind();
      known.unanswered.set(find.id, find);
      await server.ask('/api/finds', posted(find));
      known.unanswered.delete(find.id);
      known.finds.set(find.id, find);
      known.answers += 1;
    }
  };
  const imports = async () => {
    for (let n = 0; ; n++) {
      const dataset = `k${round}-${n}`;
      const rows = draw.between(1, 1500);
      known.files.set(dataset, rows);
      await upload(server, dataset, rows);
      known.acknowledged.add(dataset);
      known.answers += 1;
      if (draw.between(0, 3) === 0) continue;
      await vi.waitUntil(
        async () => (await listed(server)).some((one) => one.dataset === dataset && isOver(one)),
        { timeout: 120_000, interval: 5 },
      );
    }
  };
  const undos = async () => {
    for (;;) {
      const done = (await listed(server)).filter(
        ({ state, dataset }) => state === 'done' && dataset !== 'finds' && draw.between(0, 3) === 0,
      );
      const one = done[draw.between(0, Math.max(0, done.length - 1))];
      if (!one) continue;
      known.undoUnanswered.add(one.dataset);
      const answer = await server.fetch(`/api/imports/${one.id}`, { method: 'DELETE' });
      known.undoUnanswered.delete(one.dataset);
      if (answer.ok) known.undone.add(one.dataset);
      known.answers += 1;
    }
  };
  const dead = [finds(), imports(), undos()].map((job) => job.catch(() => undefined));
  const enough = known.answers + draw.between(3, 25);
  await vi.waitUntil(() => known.answers >= enough, { timeout: 120_000, interval: 1 });
  // anywhere within the next call
  await new Promise((resolve) => setTimeout(resolve, draw.between(0, 60)));
  await server.stop('SIGKILL');
  await Promise.all(dead);
}

/** After the restart: waits until nothing is busy, sends again what was not answered, and counts. */
async function check(server: RunningServer, known: Known) {
  const settled = () =>
    vi.waitUntil(async () => (await listed(server)).every(isOver), {
      timeout: 120_000,
      interval: 20,
    });
  await settled();
  const there = new Set((await listed(server)).map(({ dataset }) => dataset));
  for (const [dataset, rows] of known.files) {
    if (known.acknowledged.has(dataset)) expect(there).toContain(dataset);
    else if (!there.has(dataset)) await upload(server, dataset, rows);
    known.acknowledged.add(dataset);
  }
  await settled();
  for (const find of known.unanswered.values()) {
    const { status } = await server.fetch('/api/finds', posted(find));
    expect(status).toBeOneOf([200, 201]);
    known.finds.set(find.id, find);
  }
  known.unanswered.clear();
  // acknowledged: the server has exactly this one
  for (const find of known.finds.values())
    expect((await server.fetch('/api/finds', posted(find))).status).toBe(200);
  let rows = known.finds.size;
  const states = await listed(server);
  expect(states.map(({ dataset }) => dataset).toSorted()).toEqual(
    [...known.files.keys()].toSorted(),
  );
  for (const { dataset, state, rows: counts } of states) {
    if (known.undone.has(dataset)) expect([dataset, state]).toEqual([dataset, 'undone']);
    else if (!known.undoUnanswered.has(dataset))
      expect([dataset, state]).toEqual([dataset, 'done']);
    expect(state).toBeOneOf(['done', 'undone']);
    if (state === 'undone') known.undone.add(dataset);
    else expect([dataset, counts.accepted]).toEqual([dataset, known.files.get(dataset)]);
    rows += state === 'done' ? (known.files.get(dataset) ?? 0) : 0;
  }
  known.undoUnanswered.clear();
  const { incidents } = await server.ask<{ incidents: number }>('/api/health');
  const { total } = await server.ask<Hexes>('/api/hexes?resolution=7&from=2000-01-01');
  expect({ incidents, total }).toEqual({ incidents: rows, total: rows });
}

describe('A server that is killed again and again', { timeout: 3_600_000 }, () => {
  it('has all that it acknowledged, and nothing twice', async () => {
    const draw = drawer(seed);
    const known = new Known();
    let server = await startServer(place);
    for (const agency of AGENCIES) await server.ask('/api/agencies', posted(agency));
    for (let round = 0; round < KILLS; round++) {
      await work(server, known, round, draw);
      server = await startServer(place);
      await check(server, known);
    }
    expect(known.files.size).toBeGreaterThanOrEqual(KILLS);
    console.log(
      `${KILLS} kills: ${known.finds.size} finds, ${known.files.size} imports, ${known.undone.size} undone`,
    );
    await server.stop('SIGKILL');
  });
});
