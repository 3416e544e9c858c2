/** One agency's large file, and another's street team: the embedded database has one connection for both. */
import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { asOwner } from '#api/db/as_agency.ts';
import { newFind } from '#test/support/factories.ts';
import { readSampling } from '#test/support/matrix_sample.ts';
import { bob } from '#test/support/people.ts';
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();
const ROWS = readSampling(process.env).full ? 100_000 : 15_000;

/** Rows of 500 days, at as many places. @param minute restates every row where it differs */
const fileOf = (minute: string): string => {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const day = new Date(Date.UTC(2024, 0, 1) + (i % 500) * 86_400_000).toISOString().slice(0, 10);
    const latitude = (52.1 + (i % 997) / 10_000).toFixed(5);
    const longitude = (-2.3 + (i % 1009) / 10_000).toFixed(5);
    return `R${i},Noise,${day} 1${i % 10}:${minute},${latitude},${longitude}`;
  });
  return ['Reference,Category,Date,Latitude,Longitude', ...rows].join('\n');
};

/** Imports Bob's file while Alice's phone sends one find after the other. Returns how long each took, in ms. */
async function importBeside(minute: string) {
  const id = await testApp.upload(fileOf(minute), { as: bob, dataset: 'large' });
  const began = performance.now();
  let isOver = false;
  const over = testApp.imports.settled().then(() => (isOver = true));
  const took: number[] = [];
  while (!isOver) {
    const sent = performance.now();
    const answer = await testApp.request('/api/finds', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(newFind()),
    });
    expect(answer.status).toBe(201);
    took.push(performance.now() - sent);
  }
  await over;
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `${ROWS} rows in ${seconds.toFixed(1)} s; ${took.length} finds beside them, ${(took.length / seconds).toFixed(1)} a second, ` +
      `the longest ${Math.round(Math.max(...took))} ms`,
  );
  return { took, result: await testApp.import(id) };
}

describe('A large file that comes in', () => {
  it(
    'lets finds in between: one for each two thousand rows at least, new or restated',
    { timeout: 300_000 },
    async () => {
      const fresh = await importBeside('05');
      expect(fresh.result).toMatchObject({ state: 'done', rows: { accepted: ROWS } });
      // of 5,000 rows at a time, a hundred thousand let nine finds in
      expect(fresh.took.length).toBeGreaterThanOrEqual(ROWS / 2_500);
      const restated = await importBeside('06');
      expect(restated.result).toMatchObject({ state: 'done', rows: { changed: ROWS } });
      expect(restated.took.length).toBeGreaterThanOrEqual(ROWS / 2_500);
    },
  );

  it('is committed without checking references, since the one trigger of an incident is for rows that do not state their areas', async () => {
    const triggers = await asOwner(
      testApp.database,
      (tx) => tx<{ name: string }[]>`
        select tgname as name
        from pg_trigger
        where tgrelid = 'incident'::regclass
          and not tgisinternal`,
    );
    expect(triggers).toEqual([{ name: 'placed' }]);
    const dangling = await asOwner(
      testApp.database,
      (tx) => tx`
        select
        from incident
        left join dataset on dataset.id = incident.dataset_id and dataset.agency_id = incident.agency_id
        left join incident_type on incident_type.id = incident.type_id
        left join import on import.id = incident.import_id
        left join import later on later.id = incident.withdrawn_by
        where dataset.id is null
          or incident_type.id is null
          or (incident.import_id is not null and import.id is null)
          or (incident.withdrawn_by is not null and later.id is null)
        limit 1`,
    );
    expect(dangling).toHaveLength(0);
  });
});
