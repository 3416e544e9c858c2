/** The synthetic county on first start: loaded once, whatever cuts it short. On the server only: its 60,000 rows go
 *  through the same intake on both databases, and there it takes a third of the time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createApp } from '#api/main/app.ts';
import type { AlertList } from '#api/contract/alerts.ts';
import type { Hexes } from '#api/contract/hexes.ts';
import type { ImportSummary } from '#api/contract/imports.ts';
import { readConfig } from '#api/main/config.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { openServices } from '#api/main/open_services.ts';
import { markSample } from '#api/partnership/queries.ts';
import { isEmpty, loadSample } from '#api/main/sample/load_sample.ts';
import { releaseAndAttack } from '#test/api/releases/sample_releases.ts';
import { withDatabase } from '#test/support/databases.ts';

const database = await withDatabase({ own: true });
const folder = mkdtempSync(join(tmpdir(), 'commonground-sample-'));
const settings = { DATABASE_URL: database.url ?? '', DATA_DIR: folder, LOG_LEVEL: 'silent' };
// a clock that is a year behind: the county's last months must not be refused as the future
const testApp = await openServices(readConfig(settings), () => new Date('2025-11-22T12:00:00Z'));
afterAll(async () => {
  await testApp.close();
  rmSync(folder, { recursive: true, force: true });
});
const app = createApp(testApp, { uploads: testApp.uploads, web: null, hosts: null });
const ask = async <T>(path: string, init?: RequestInit): Promise<T> => {
  const headers = { authorization: `Bearer ${testApp.operator?.token ?? ''}` };
  const answer = await app.request(path, { ...init, headers });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T; // as: the test names its own type
};
/** Everything a screen would show, but for numbers and times of storing. */
const picture = async () => {
  const { incidents, agencies, areas, places, datasets, without_place, synthetic } =
    await ask<Record<string, unknown>>('/api/partnership');
  const { hotspots } = await ask<{ hotspots: { name: string; evidence: { total: number } }[] }>(
    '/api/hotspots',
  );
  const { actions } = await ask<{
    actions: { what: string; state: string; progress: unknown[] }[];
  }>('/api/actions');
  return {
    facts: { incidents, agencies, areas, places, datasets, without_place, synthetic },
    hexes: await ask<Hexes>('/api/hexes?resolution=9'),
    hotspots: hotspots.map(({ name, evidence }) => [name, evidence.total]),
    actions: actions.map(({ what, state, progress }) => [what, state, progress.length]),
  };
};

it(
  'A load that was cut short is taken up again, and ends as if it had not been',
  { timeout: 240_000 },
  async () => {
    expect(await isEmpty(testApp)).toBe(true);
    const lines: [string, boolean][] = [];
    await loadSample(testApp, (line, last) => lines.push([line, last]));
    expect(lines[0]?.[0]).toMatch(/^Loading the synthetic sample county/);
    expect(lines.filter(([, last]) => last)).toHaveLength(1);
    expect(lines.at(-1)?.[0]).toMatch(
      /^Loaded the synthetic sample county: 6\d,\d{3} rows in \d+ s\.$/,
    );
    expect(await isEmpty(testApp)).toBe(false);
    const whole = await picture();
    expect(whole.facts).toMatchObject({ synthetic: true });
    expect(whole.hexes.total).toBeGreaterThan(50_000);
    expect(whole.hotspots.length).toBeGreaterThan(0);
    expect(whole.actions.length).toBeGreaterThan(0);
    // of its last year's days those that were planted alert, each within two days, and no other does
    const { alerts } = await ask<AlertList>('/api/alerts');
    expect(alerts.map(({ day, kind, area }) => `${day} ${kind} ${area?.slug}`)).toEqual([
      // the car meets, which rose slowly
      '2026-09-27 asb redditch',
      '2026-07-19 needle_find wyre-forest',
      '2026-07-18 needle_find wyre-forest',
      '2026-06-20 alcohol worcester',
    ]);

    // as it stands when the power goes before the last file
    const { imports } = await ask<{ imports: ImportSummary[] }>('/api/imports');
    await ask(`/api/imports/${imports[0]?.id}`, { method: 'DELETE' });
    await asOwner(testApp.database, (tx) => markSample(tx, 'loading'));
    expect((await picture()).hexes.total).toBeLessThan(whole.hexes.total);
    expect(await isEmpty(testApp)).toBe(true);
    await loadSample(testApp, () => undefined);
    expect(await picture()).toEqual(whole);
    expect(await isEmpty(testApp)).toBe(false);
  },
);

it(
  'Every month of it, released by the schedule, discloses nothing; released carelessly, most small counts',
  { timeout: 240_000 },
  () => releaseAndAttack(testApp.database, join(folder, 'releases')),
);
