/** The hex index against a plain group-by over the same rows in memory, in one run: ratios, since the machine is
 *  never quiet. `node test/bench/hex_index.ts [rows] [years]`; 10 million rows want 2 GB. */
import { boxTest } from '#api/geo/cells_in_box.ts';
import { toKey } from '#api/geo/cells.ts';
import { cellsOf, type PointCells } from '#api/geo/edge_cells.ts';
import { INCIDENT_TYPES, KINDS } from '#api/contract/kinds.ts';
import { decodeCompact, encodeCompact } from '#api/contract/compact_hexes.ts';
import { grantsFromDatabase } from '#api/hex_index/grants.ts';
import { HexIndexBuilder } from '#api/hex_index/hex_index_builder.ts';
import { loadIndex, saveIndex } from '#api/hex_index/index_file.ts';
import { dayOf, firstOfMonth } from '#api/time/local_day.ts';
import { type Batch, type BatchEdges, NO_EDGES } from '#api/hex_index/row_sorter.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const years = Number(process.argv[3] ?? 3);
const TOWNS = 60;
const PLACES = 150_000;
const BATCH = 50_000;

/** A small generator with a stated seed (mulberry32): every run counts the same rows. */
let state = 20_261_122;
const chance = (): number => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};
const bell = (): number => chance() + chance() + chance() - 1.5;

/** Addresses of a county: most in towns, some anywhere. */
const towns = Array.from({ length: TOWNS }, (_, i) => ({
  lon: -2.6 + 0.8 * chance(),
  lat: 51.97 + 0.48 * chance(),
  spread: 0.06 / Math.sqrt(i + 1),
}));
const places = Array.from({ length: PLACES }, (): PointCells => {
  const town = towns[Math.floor(TOWNS * chance() ** 2)];
  if (town === undefined || chance() < 0.15) {
    return cellsOf(-2.6 + 0.8 * chance(), 51.97 + 0.48 * chance());
  }
  return cellsOf(town.lon + town.spread * bell() * 1.6, town.lat + town.spread * bell());
});

type MutableBatch = Omit<Batch, 'edges'> & { cells: BigInt64Array; edges: BatchEdges };

const firstDay = dayOf('2023-01-01');
/** 40 of 100 are a police feed with months alone, crime and ASB; the rest six agencies'. */
function fill(batch: MutableBatch): void {
  const edges: { row: number; cell: bigint }[] = [];
  for (let i = 0; i < batch.count; i++) {
    const month = chance() < 0.4;
    const type = INCIDENT_TYPES[Math.floor(chance() * (month ? 14 : INCIDENT_TYPES.length))];
    const day = firstDay + Math.floor(chance() * years * 365);
    const agency = month ? 1 : 2 + Math.floor(chance() * 6);
    const place = chance() < 0.01 ? undefined : places[Math.floor(PLACES * chance() ** 2)];
    batch.cells[i] = place?.cell ?? 0n;
    for (const cell of place?.edges ?? []) if (cell !== null) edges.push({ row: i, cell });
    batch.days[i] = month ? firstOfMonth(day) : day;
    batch.types[i] = type?.id ?? 1;
    batch.monthOnly[i] = month ? 1 : 0;
    batch.shares[i] = agency * 4 + Math.floor(chance() * 3);
  }
  batch.edges = edgesOf(edges);
}

const edgesOf = (edges: readonly { row: number; cell: bigint }[]): BatchEdges => ({
  rows: Uint32Array.from(edges, ({ row }) => row),
  cells: BigInt64Array.from(edges, ({ cell }) => cell),
});

const batchOf = (count: number): MutableBatch => ({
  cells: new BigInt64Array(count),
  days: new Int32Array(count),
  types: new Uint8Array(count),
  monthOnly: new Uint8Array(count),
  shares: new Uint16Array(count),
  areaSets: new Uint16Array(count),
  edges: NO_EDGES,
  count,
});

function time<T>(run: () => T, times = 15): { ms: number; result: T } {
  let result = run();
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    result = run();
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  return { ms: took[0] ?? NaN, result };
}
const once = <T>(run: () => T): { ms: number; result: T } => {
  const start = performance.now();
  const result = run();
  return { ms: performance.now() - start, result };
};
const show = (what: string, ...values: (string | number)[]): void =>
  console.log(what.padEnd(44), ...values.map((v) => (typeof v === 'number' ? v.toFixed(2) : v)));

const batches: ReturnType<typeof batchOf>[] = [];
for (let left = rows; left > 0; left -= BATCH) {
  const batch = batchOf(Math.min(BATCH, left));
  fill(batch);
  batches.push(batch);
}
const builder = new HexIndexBuilder();
const added = once(() => batches.forEach((batch) => builder.add(batch)));
const built = once(() => builder.build());
const index = built.result;
show(`add + build of ${rows} shuffled rows, ms`, added.ms, built.ms);
show('bytes an incident', index.byteLength / rows);

const grants = grantsFromDatabase(
  Array.from({ length: 128 }, (_, key) => key),
  [],
  1n,
);
const windows = [
  ['one year', dayOf('2024-01-01'), dayOf('2024-12-31')],
  ['90 days, months cut', dayOf('2024-03-15'), dayOf('2024-06-12')],
  ['all', firstDay, firstDay + years * 365],
] as const;
const everything = { types: null, agencies: null, cells: null };
for (const [name, from, to] of windows) {
  for (const resolution of [7, 8, 9, 10]) {
    const query = { ...everything, resolution, from, to };
    const { ms, result } = time(() => index.count(query, grants));
    const counted = result.total.reduce((a, b) => a + b, 0);
    show(
      `count ${name}, res ${resolution}, ms`,
      ms,
      `${result.keys.length} cells`,
      `${counted} rows`,
    );
  }
}

/** What the rows near edges cost: the same rows without them, in turns. */
const ancestors = new HexIndexBuilder();
const addedAncestors = once(() =>
  batches.forEach((batch) => ancestors.add({ ...batch, edges: NO_EDGES })),
);
const byAncestors = once(() => ancestors.build());
show(
  'RATIO build / build by ancestors',
  (added.ms + built.ms) / (addedAncestors.ms + byAncestors.ms),
);
show('bytes an incident, by ancestors', byAncestors.result.byteLength / rows);
for (const [name, from, to] of windows)
  for (const resolution of [7, 8, 9, 10]) {
    const query = { ...everything, resolution, from, to };
    let [own, plainly] = [Infinity, Infinity];
    for (let i = 0; i < 12; i++) {
      own = Math.min(own, time(() => index.count(query, grants), 3).ms);
      plainly = Math.min(plainly, time(() => byAncestors.result.count(query, grants), 3).ms);
    }
    show(`RATIO count / by ancestors, ${name}, res ${resolution}`, own / plainly, own, plainly);
  }

/** What one writes first: the rows as they are, a Map by coarser cell. */
const kindOf = new Map(INCIDENT_TYPES.map((type) => [type.id, KINDS.indexOf(type.kind)]));
const keyed = batches.map(({ cells }) =>
  Float64Array.from(cells, (cell) => (cell === 0n ? -1 : toKey(cell, 10))),
);
function naive(resolution: number, from: number, to: number): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const [b, batch] of batches.entries()) {
    for (let i = 0; i < batch.count; i++) {
      const day = batch.days[i] ?? 0;
      const key = keyed[b]?.[i] ?? -1;
      if (key < 0 || day < from || day > to) continue;
      const cell = Math.floor(key / 8 ** (10 - resolution));
      let counts = found.get(cell);
      if (counts === undefined) found.set(cell, (counts = [0, 0, 0, 0]));
      const kind = kindOf.get(batch.types[i] ?? 0) ?? 0;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
  }
  return found;
}
const [, from, to] = windows[0];
const query9 = { ...everything, resolution: 9, from, to };
const year = time(() => index.count(query9, grants));
const plain = time(() => naive(9, from, to), 3);
show(
  'RATIO plain group-by / index, a year, res 9',
  plain.ms / year.ms,
  `${plain.ms.toFixed(0)} ms plain`,
);

const view = boxTest([-2.3, 52.15, -2.1, 52.25]);
const boxed = time(() => index.count({ ...query9, resolution: 10, cells: view }, grants));
show('a view of 14 by 11 km, res 10, ms', boxed.ms, `${boxed.result.keys.length} cells`);
const one = new Set([year.result.keys[year.result.keys.length >> 1] ?? 0]);
const window = { from, to };
show('one cell: types, ms', time(() => index.typeCounts({ ...query9, cells: one }, grants)).ms);
show('types and agencies, everywhere, a year, ms', time(() => index.typeCounts(query9, grants)).ms);
show(
  'timeline, everywhere, whole history, ms',
  time(() => index.timeline({ ...query9, from: null, to: null }, grants)).ms,
);
show(
  'timeline, one cell, a year, ms',
  time(() => index.timeline({ ...query9, ...window, cells: one }, grants)).ms,
);

const saved = once(() => saveIndex(index, 1n));
const loaded = time(() => loadIndex(saved.result), 3);
show(
  'save, load, ms (no disk)',
  saved.ms,
  loaded.ms,
  `${(saved.result.length / 1e6).toFixed(1)} MB`,
);

const sortedRows = batches.flatMap((batch, b) =>
  Array.from({ length: batch.count }, (_, i) => b * BATCH + i),
);
const at = (n: number) => ({ batch: batches[Math.floor(n / BATCH)], i: n % BATCH });
if (rows <= 2_000_000) {
  sortedRows.sort((x, y) => {
    const [a, b] = [at(x), at(y)];
    const [p, q] = [a.batch?.cells[a.i] ?? 0n, b.batch?.cells[b.i] ?? 0n];
    return p < q ? -1 : p > q ? 1 : 0;
  });
  const edgesAt = new Map(
    batches.map((batch) => {
      const byRow = new Map<number, bigint[]>();
      for (const [n, row] of batch.edges.rows.entries())
        byRow.set(row, [...(byRow.get(row) ?? []), batch.edges.cells[n] ?? 0n]);
      return [batch, byRow];
    }),
  );
  const inOrder = batches.map((batch, b) => {
    const copy = batchOf(batch.count);
    const edges: { row: number; cell: bigint }[] = [];
    for (let i = 0; i < batch.count; i++) {
      const { batch: from = batch, i: k } = at(sortedRows[b * BATCH + i] ?? 0);
      copy.cells[i] = from.cells[k] ?? 0n;
      copy.days[i] = from.days[k] ?? 0;
      copy.types[i] = from.types[k] ?? 0;
      copy.monthOnly[i] = from.monthOnly[k] ?? 0;
      copy.shares[i] = from.shares[k] ?? 0;
      for (const cell of edgesAt.get(from)?.get(k) ?? []) edges.push({ row: i, cell });
    }
    copy.edges = edgesOf(edges);
    return copy;
  });
  const again = new HexIndexBuilder();
  const sortedAdd = once(() => inOrder.forEach((batch) => again.add(batch)));
  const sortedBuild = once(() => again.build());
  show('add + build, sorted by cell, ms', sortedAdd.ms, sortedBuild.ms);
  const shuffledMs = added.ms + built.ms;
  show('RATIO building shuffled / sorted', shuffledMs / (sortedAdd.ms + sortedBuild.ms));
}

const single = batchOf(1);
fill(single);
const few = batchOf(15_000);
fill(few);
const [first = few] = batches;
show('append one find, ms', time(() => index.append(single)).ms);
show('append 15,000 rows, ms', once(() => index.append(few)).ms);
show('append one find to that tail, ms', time(() => index.append(single)).ms);
show('a year, res 9, with that tail, ms', time(() => index.count(query9, grants)).ms);
show('undo of 15,000 rows, ms', once(() => index.remove(few)).ms);
show('undo of 50,000 rows, ms', once(() => index.remove(first)).ms);
show('append 50,000 rows, ms', once(() => index.append(first)).ms);
show('compact, ms', once(() => index.compact()).ms);

const all10 = index.count({ ...query9, resolution: 10 }, grants);
const head = {
  resolution: 10,
  keys: all10.keys.slice(0, 20_000),
  byKind: all10.byKind.map((c) => c.slice(0, 20_000)),
};
const encoded = time(() => encodeCompact(head));
const decoded = time(() => decodeCompact(encoded.result));
show(
  `compact form of ${head.keys.length} cells: write, read, ms`,
  encoded.ms,
  decoded.ms,
  `${encoded.result.length} bytes`,
);
