/** Files made to hurt: small outside and large inside, endless, many at once. Nobody waits for them, their memory has a
 *  limit, and whoever sent one can call it off. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { post, refusal } from '#test/api/http/calls.ts';
import { logCsv } from '#test/support/factories.ts';
import { hostileWorkbook, packed } from '#test/support/hostile_files.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { alice, bob } from '#test/support/people.ts';
import { formOf, withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp({ maxUploadBytes: 96 * 2 ** 20 });
const { full } = readSampling(process.env);
const asOperator = (path: string, init: RequestInit) =>
  testApp.request(path, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${testApp.operator.token}` }, // spread of a plain object: see post()
  });

/** MB in memory of this process's children, and of itself. */
function residentMegabytes(): { own: number; children: number } {
  const rss = (pid: string) => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1];
      return { parent, megabytes: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024 };
    } catch {
      return { parent: undefined, megabytes: 0 };
    }
  };
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(rss)
    .filter(({ parent }) => parent === String(process.pid));
  return {
    own: rss('self').megabytes,
    children: children.reduce((sum, { megabytes }) => sum + megabytes, 0),
  };
}

/** What `work` takes at its most, and the longest that the event loop stood still meanwhile. */
async function measured(work: () => Promise<unknown>) {
  const before = residentMegabytes();
  const peak = { own: 0, children: 0, held: 0 };
  let last = performance.now();
  const look = setInterval(() => {
    const now = performance.now();
    peak.held = Math.max(peak.held, now - last - 25);
    const { own, children } = residentMegabytes();
    peak.own = Math.max(peak.own, own - before.own);
    peak.children = Math.max(peak.children, children - before.children);
    last = performance.now();
  }, 25);
  const began = performance.now();
  await work();
  clearInterval(look);
  return { ...peak, ms: performance.now() - began };
}
const shown = ({ own, children, held, ms }: Awaited<ReturnType<typeof measured>>) =>
  `+${own.toFixed(0)} MB here, +${children.toFixed(0)} MB in children, ${(ms / 1000).toFixed(1)} s, longest hold ${held.toFixed(0)} ms`;

/** Generous, because other work on the machine counts too. */
const HELD_MS = 15_000;

const rowsOf = (n: number) => `reference,date,type\n${'a,2025-06-01,x\n'.repeat(n)}`;
const send = (
  file: string | Uint8Array<ArrayBuffer>,
  name: string,
  { as = alice, dryRun = false } = {},
) => testApp.upload(file, { name, as, dryRun });

describe('Four hostile files at once', () => {
  it('are refused in words, one after the other, and take a bounded memory together', async () => {
    const files = ['far', 'many cells', 'deep', 'shared text'] as const;
    const books = files.map((kind) => hostileWorkbook(kind, full ? 60 : 4));
    const taken = await measured(async () => {
      const ids = await Promise.all(books.map((file, i) => send(file, `${files[i]}.xlsx`)));
      await testApp.imports.settled();
      for (const id of ids) {
        const { problem, state } = await testApp.import(id);
        expect(['failed', 'done']).toContain(state);
        if (state === 'failed') expect(problem?.sentence).toMatch(/\.$/);
      }
    });
    console.log(
      `four workbooks of ${books.map(({ length }) => length).join(', ')} bytes: ${shown(taken)}`,
    );
    expect(taken.children).toBeLessThan(full ? 2200 : 800);
    expect(taken.held).toBeLessThan(HELD_MS);
  }, 300_000);

  it('as a bracket without an end, a list of a million outlines, or a body of nothing but nesting', async () => {
    const size = (full ? 60 : 12) * 2 ** 20;
    const corner = '[-2.123456,52.123456],';
    const ring = `[${corner.repeat(Math.floor(size / corner.length / 4))}[-2.123456,52.123456]]`;
    const feature = `{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Polygon","coordinates":[${ring}]}}`;
    const collection = `{"kind":"custom","source":"s","collection":{"type":"FeatureCollection","features":[${[feature, feature, feature, feature].join()}]}}`;
    const bodies: [string, string, string][] = [
      ['/api/areas', '['.repeat(size), 'brackets'],
      ['/api/residents', `{"a":${'{"a":'.repeat(size / 5)}`, 'braces'],
      ['/api/areas', collection, 'outlines'],
      ['/api/orders', `[${'[],'.repeat(size / 3)}[]]`, 'empty lists'],
    ];
    const taken = await measured(async () => {
      const answers = bodies.map(async ([path, body, what]) => {
        // in pieces, as a network brings it
        const pieces = new Blob([body]).stream();
        const headers = { 'content-type': 'application/json' };
        const init = { method: 'POST', body: pieces, headers, duplex: 'half' as const };
        const problem = await refusal(asOperator(path, init));
        expect([what, problem.status]).toEqual([what, expect.toBeOneOf([400, 413, 422])]);
      });
      await Promise.all(answers);
    });
    console.log(`four bodies of ${Math.round(size / 2 ** 20)} MB: ${shown(taken)}`);
    expect(taken.held).toBeLessThan(HELD_MS);
    expect(taken.children).toBeLessThan(1500);
  }, 300_000);

  it('of any route: nesting is refused before it is parsed', async () => {
    const deep = `{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`;
    const headers = { 'content-type': 'application/json' };
    for (const path of ['/api/finds', '/api/hotspots', '/api/views', '/api/areas', '/api/orders']) {
      const problem = await refusal(asOperator(path, { method: 'POST', body: deep, headers }));
      expect([path, problem.status, problem.code]).toEqual([path, 400, 'bad_request']);
    }
    const form = formOf(logCsv([{ reference: 'A' }]), { name: 'a.csv' });
    form.set('mapping', deep);
    const problem = await refusal(testApp.request('/api/imports', { method: 'POST', body: form }));
    expect([problem.status, problem.code]).toEqual([422, 'invalid_input']);
  });
});

describe('Many rows in a small archive', () => {
  it('are refused when they are more than the archive’s size explains', async () => {
    const archive = packed({ 'rows.csv': rowsOf(400_000) });
    expect(archive.length).toBeLessThan(200_000);
    const id = await send(archive, 'rows.zip');
    await testApp.imports.settled();
    const { state, problem } = await testApp.import(id);
    expect([state, problem?.code]).toEqual([
      'failed',
      expect.stringMatching(/zip-bomb|too-many-rows/),
    ]);
  }, 120_000);

  it('as many small entries that each pack well, are an attack all the same', async () => {
    const entry = rowsOf(40_000);
    const entries = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.csv`, entry]));
    const id = await send(packed(entries), 'entries.zip');
    await testApp.imports.settled();
    expect((await testApp.import(id)).problem?.code).toBe('zip-bomb');
  }, 120_000);
});

describe('One agency’s files', () => {
  it('do not make another’s wait for more than one of them', async () => {
    const alices = [];
    for (let i = 0; i < 6; i++)
      alices.push(await send(logCsv(Array.from({ length: 500 }, (_, n) => ({ reference: `F${i}-${n}` }))), `f${i}.csv`)); // prettier-ignore
    const theirs = await send(logCsv([{ reference: 'B1' }]), 'b.csv', { as: bob });
    await testApp.imports.settled();
    const finished = await Promise.all([...alices, theirs].map(async (id) => (await testApp.import(id)).finished_at ?? '')); // prettier-ignore
    const before = finished.slice(0, -1).filter((at) => at < (finished.at(-1) ?? ''));
    // those that were done before Bob's came, and the one that was being read: not all six
    expect(before.length).toBeLessThan(6);
  }, 120_000);

  it('are called off while they wait and while they are read, and leave nothing', async () => {
    const many = logCsv(Array.from({ length: 60_000 }, (_, n) => ({ reference: `C${n}` })));
    // dry runs: what is fast enough to be done is called off all the same, and not committed
    const reading = await send(many, 'reading.csv', { dryRun: true });
    const waiting = await send(many, 'waiting.csv', { dryRun: true });
    const off = (id: number) =>
      testApp.json<{ state: string }>(`/api/imports/${id}`, { method: 'DELETE' });
    expect((await off(waiting)).state).toBe('discarded');
    await vi.waitUntil(async () => (await testApp.import(reading)).state !== 'received', 20_000);
    expect((await off(reading)).state).toBe('discarded');
    await testApp.imports.settled();
    for (const id of [reading, waiting]) {
      expect(await testApp.import(id)).toMatchObject({ state: 'discarded', problem: null });
      expect(readdirSync(testApp.uploads)).not.toContain(String(id));
      const again = await refusal(testApp.request(`/api/imports/${id}`, { method: 'DELETE' }));
      expect(again.code).toBe('import_not_done');
    }
    // the next one is brought in
    const next = await send(logCsv([{ reference: 'N1' }]), 'next.csv');
    await testApp.imports.settled();
    expect((await testApp.import(next)).state).toBe('done');
    expect(await refusal(testApp.request('/api/finds', post({})))).toMatchObject({ status: 422 });
  }, 120_000);
});
