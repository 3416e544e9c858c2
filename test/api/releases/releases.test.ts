/** The public release: who is in it, what it says, that it is made once, and that a killed process changes nothing. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { intervalAttack } from '#api/releases/interval_attack.ts';
import { publishedFigures } from '#api/releases/published_figures.ts';
import { ReleaseService } from '#api/releases/release_service.ts';
import { ClockCheck } from '#api/closed_months/clock_check.ts';
import { ClosingService } from '#api/closed_months/closing_service.ts';
import { releaseDue, SCHEDULE, startSchedule } from '#api/releases/release_schedule.ts';
import { createApp } from '#api/main/app.ts';
import { CliProblem } from '#api/main/cli/call.ts';
import { buildRelease, listReleases, stopRelease } from '#api/main/cli/release.ts';
import { KINDS, type Kind } from '#api/contract/kinds.ts';
import {
  RELEASE_FILES,
  ReleaseDocument,
  ReleaseList,
  type PlannedRelease,
  type ReleaseIndex,
  type ReleaseSummary,
} from '#api/contract/releases.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { recordChange } from '#api/incidents/change_queries.ts';
import { HELD_MS } from '#api/releases/planned_release.ts';
import { refusal, post } from '#test/api/http/calls.ts';
import { logCsv, newFind, policeCsv, type LogRow } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, type Person } from '#test/support/people.ts';

const testApp = await withTestApp();
testApp.setClock('2025-11-13T12:00:00Z');
const { folder } = testApp.releases;
const log = { info: () => undefined, error: () => undefined };

// who has not signed in, and need not
const stranger = createApp(testApp, { uploads: testApp.uploads, web: null, hosts: null });

/** The agency's own people agree with the public; records that are more sensitive than ordinary stay out.
 *  @returns the agreement's number */
const agreeToPublish = async (person: Person, ...kinds: readonly Kind[]): Promise<number> =>
  (
    await testApp.json<{ id: number }>(
      '/api/agreements',
      post({
        provider: person.agency,
        audience: 'public',
        level: 'release',
        kinds,
        max_sensitivity: 1,
        purpose: 'Residents see what is worked on',
        legal_basis: 'Crime and Disorder Act 1998, s115',
        starts_on: '2000-01-01',
        ends_on: '2199-12-31',
        review_on: '2100-01-01',
      }),
      person,
    )
  ).id;
const revoke = (person: Person, id: number) =>
  testApp.json(`/api/agreements/${id}/revocation`, post({ why: 'No longer' }), person);

// two hexagons, and a third in which little happens
const HERE = { latitude: '52.190512', longitude: '-2.220831' };
const THERE = { latitude: '52.230512', longitude: '-2.220831' };
const QUIET = { latitude: '52.290512', longitude: '-2.220831' };
const noises = (month: string, n: number, where = HERE, about = ''): Partial<LogRow>[] =>
  Array.from({ length: n }, (_, i) => ({
    ...where,
    reference: `${month}${about}${where.latitude}-${i}`,
    date: `${month}-${String(1 + (i % 28)).padStart(2, '0')} 14:05`,
  }));
const burglaries = (month: string, n: number, where = HERE) =>
  Array.from({ length: n }, (_, i) => ({
    ...where,
    month,
    id: `${month}${where.latitude}${i}`,
    type: 'Burglary',
  }));
const MONTHS = ['2025-07', '2025-08', '2025-09', '2025-10'];

const ask = (wanted: Record<string, unknown>) => testApp.request('/api/releases', post(wanted));
const preview = async (wanted: Record<string, unknown>) => {
  const answer = await ask({ ...wanted, dry_run: true });
  expect(answer.status).toBe(200);
  return ReleaseDocument.parse(await answer.json());
};
/** Announced, held for its day, and published. */
const release = async (wanted: Record<string, unknown>): Promise<string[]> => {
  const answer = await ask(wanted);
  expect(answer.status).toBe(202);
  return aDayLater();
};
const aDayLater = (): Promise<string[]> => {
  testApp.setClock(new Date(testApp.now().getTime() + HELD_MS).toISOString());
  return releaseDue(testApp.releases, log);
};
const read = async (path: string, init: RequestInit = {}) => stranger.request(path, init);
const published = async (name: string): Promise<ReleaseDocument> =>
  ReleaseDocument.parse(await (await read(`/releases/${name}/release.json`)).json());

describe('Before anybody publishes', () => {
  it('nothing is listed, nothing is served, and the schedule releases nothing', async () => {
    expect(ReleaseList.parse(await testApp.json('/api/releases'))).toEqual({
      geography: null,
      planned: [],
      releases: [],
    });
    expect((await refusal(read('/releases/index.json'))).code).toBe('not_found');
    expect(await releaseDue(testApp.releases, log)).toEqual([]);
  });

  it('a month is not released, and the sentence says who has to do what', async () => {
    await testApp.importFile(logCsv(MONTHS.flatMap((month) => noises(month, 12))), {
      as: alice,
      dataset: 'noise',
      name: 'noise.csv',
    });
    const refused = await refusal(ask({ period: '2025-09', geography: 'h3-8' }));
    expect([refused.status, refused.code]).toEqual([409, 'nothing_to_release']);
    expect(refused.detail).toMatch(/agreement with the public/);
  });
});

describe('A month', () => {
  it('comes from those who publish it alone, by kind, and the others’ records are really there', async () => {
    await testApp.importFile(policeCsv(MONTHS.flatMap((month) => burglaries(month, 21))), {
      as: bob,
      dataset: 'street',
      name: 'street.csv',
    });
    await testApp.importFile(logCsv(noises('2025-09', 30, THERE, 'nhs')), {
      as: chelsea,
      dataset: 'calls',
      name: 'calls.csv',
    });
    const needles = await agreeToPublish(alice, 'needle_find');
    await agreeToPublish(alice, 'asb');
    const month = { period: '2025-09', geography: 'h3-8' };
    const alone = await preview(month);
    expect(alone.places.map(({ counts }) => counts)).toEqual([{ asb: 10 }]);
    const standing = ({ kinds }: ReleaseDocument) =>
      kinds.map(({ kind, agencies, arrived }) => [kind, agencies.length, arrived]);
    expect(standing(alone)).toEqual([
      ['crime', 0, false],
      ['asb', 1, true],
      // nobody has recorded any: not “0 to 4”
      ['needle_find', 1, false],
      ['alcohol', 0, false],
    ]);
    await testApp.json('/api/finds', post(newFind()));
    expect((await preview(month)).places[0]?.counts).toEqual({ asb: 10, needle_find: '0 to 4' });
    await revoke(alice, needles);
    const calls = await agreeToPublish(chelsea, 'asb');
    await agreeToPublish(bob, 'crime');
    const all = await preview(month);
    expect(all.totals).toEqual({ crime: 20, asb: 40 });
    expect(all.kinds.find(({ kind }) => kind === 'asb')?.agencies).toEqual([
      'Sabrina NHS Trust',
      'Severnside Council',
    ]);
    expect(all.places).toHaveLength(2);
    // a revoked agreement acts at once
    await revoke(chelsea, calls);
    expect((await preview(month)).totals).toEqual({ crime: 20, asb: 10 });
  });

  it('counts no record that is more sensitive than its agency publishes', async () => {
    const august = { period: '2025-08', geography: 'h3-8' };
    expect((await preview(august)).totals).toEqual({ crime: 20, asb: 10 });
    const sensitivity = (level: number) =>
      asOwner(testApp.database, async (tx) => {
        await tx`update incident set sensitivity = ${level} where local_day < '2025-09-01' and type_id = 2`;
        await recordChange(tx, { kind: 'import', importId: null, incidentId: null });
      });
    await sensitivity(2);
    expect((await preview(august)).totals).toEqual({ crime: 0, asb: 10 });
    await sensitivity(1);
    expect((await preview(august)).totals).toEqual({ crime: 20, asb: 10 });
  });

  it('that has not closed is refused, with the day on which it may be released', async () => {
    for (const [period, day] of [
      ['2025-10', '2025-11-14'],
      ['2025-12', '2026-01-14'],
    ]) {
      const refused = await refusal(ask({ period, geography: 'h3-8' }));
      expect(refused.code).toBe('month_not_closed');
      expect(refused.detail).toContain(day);
    }
  });

  it('without a place that has five of anything publishes nothing, whether there were four or none', async () => {
    await testApp.importFile(logCsv(noises('2025-03', 4, QUIET)), {
      as: alice,
      dataset: 'noise',
      name: 'noise.csv',
    });
    for (const period of ['2025-03', '2025-02']) {
      const refused = await refusal(ask({ period, geography: 'h3-8' }));
      expect(refused.code).toBe('nothing_to_release');
      expect(refused.detail).toMatch(/no place has five of anything/);
    }
    expect(
      await testApp.json('/api/hexes?resolution=8&from=2025-03-01&to=2025-03-31'),
    ).toMatchObject({
      total: 4,
    });
  });

  it('names a month and a geography there is; the first release must name one', async () => {
    for (const [wanted, path, words] of [
      [{ period: '2025-13' }, 'period', /yyyy-mm/],
      [{ period: '2025-09', geography: 'streets' }, 'geography', /h3-8, districts, wards/],
      [{ period: '2025-09' }, 'geography', /chooses for all/],
      [{ period: '2025-09', geography: 'wards' }, 'geography', /There are no wards yet/],
    ] as const) {
      const refused = await refusal(ask(wanted));
      expect(refused.status).toBe(422);
      expect(refused.fields?.[0]?.path).toBe(path);
      expect(refused.fields?.[0]?.message).toMatch(words);
    }
  });
});

describe('Who may release', () => {
  it('is the host agency’s administrator: not another agency’s, not an analyst, and nobody unknown', async () => {
    const wanted = post({ period: '2025-09', geography: 'h3-8', dry_run: true });
    const analyst: Person = { ...alice, name: 'Anna', roles: ['analyst'] };
    await testApp.addPerson(analyst);
    for (const person of [bob, chelsea, analyst]) {
      const refused = await refusal(testApp.request('/api/releases', wanted, person));
      expect([refused.status, refused.code]).toEqual([403, 'not_allowed']);
      expect(await testApp.json('/api/releases', {}, person)).toMatchObject({ releases: [] });
    }
    for (const init of [wanted, {}]) {
      const refused = await refusal(stranger.request('/api/releases', init));
      expect([refused.status, refused.code]).toEqual([401, 'sign_in_first']);
    }
    expect((await testApp.request('/api/releases', wanted)).status).toBe(200);
  });
});

describe('The first release', () => {
  it('is published as files that anybody may keep, equal to what the database has', async () => {
    expect(await release({ period: '2025-09', geography: 'h3-8' })).toEqual(['2025-09']);
    const [done] = ReleaseList.parse(await testApp.json('/api/releases')).releases;
    if (!done) throw new Error('nothing was released');
    expect(done).toMatchObject({ period: '2025-09', geography: 'h3-8', method_version: 2 });
    expect(done.files.map(({ name }) => name).sort()).toEqual([...RELEASE_FILES].sort());
    const kept = await testApp.database.sql<{ name: string; content: string; sha256: string }[]>`
      select name, content, sha256 from commonground.release_file order by name`;
    for (const file of done.files) {
      const served = await read(file.path);
      expect(served.status).toBe(200);
      const text = await served.text();
      const row = kept.find(({ name }) => name === file.name);
      expect([text, file.sha256]).toEqual([row?.content, row?.sha256]);
      expect(Buffer.byteLength(text)).toBe(file.bytes);
      expect(readFileSync(join(folder, '2025-09-h3-8', file.name), 'utf8')).toBe(text);
    }
    const index = (await (await read('/releases/index.json')).json()) as ReleaseIndex; // as: its type says it
    expect(index.releases.map(({ period }) => period)).toEqual(['2025-09']);
    // who pressed the button is the partnership's own affair
    expect(JSON.stringify(index)).not.toContain('built_by');
  });

  it('says the same in each file', async () => {
    const release = await published('2025-09-h3-8');
    expect(release.totals).toEqual({ crime: 20, asb: 10 });
    expect(release).toMatchObject({
      partnership: 'Community Safety Partnership',
      synthetic: false,
      built_on: '2025-11-14',
      elsewhere: '0 to 4',
      not_delivered: [],
    });
    const [place] = release.places;
    expect(place?.counts).toEqual({ crime: 20, asb: 10 });
    const csv = await (await read('/releases/2025-09-h3-8/release.csv')).text();
    expect(csv).toBe(
      `period,place,name,${KINDS.join()}\n2025-09,${place?.place},,20,10,,\n` +
        '2025-09,elsewhere,Every hexagon not listed,0 to 4,0 to 4,,\n',
    );
    const map = (await (await read('/releases/2025-09-h3-8/release.geojson')).json()) as {
      features: { id: string; properties: unknown; geometry: { type: string } }[];
    }; // as: RFC 7946, checked below
    expect(map.features).toHaveLength(1);
    expect(map.features[0]).toMatchObject({
      id: place?.place,
      properties: { crime: 20, asb: 10 },
      geometry: { type: 'Polygon' },
    });
    const method = await (await read('/releases/2025-09-h3-8/method.md')).text();
    expect(method).toContain('# Incidents by place, September 2025');
    expect(method).toContain('- Crime: from the records of Sabrina Police');
    expect(method).toContain('- Needle finds: not in this release. No agency publishes it.');
    expect(method).toContain('Every feed of these agencies brought records for the month.');
    expect(method).not.toMatch(/made-up|NHS/);
  });

  it('is cached, open to other sites, guarded by the app’s headers, and answers no question', async () => {
    const answer = await read('/releases/2025-09-h3-8/release.csv?place=1&kind=crime');
    const plain = await read('/releases/2025-09-h3-8/release.csv');
    expect(await answer.text()).toBe(await plain.text());
    const header = (name: string) => plain.headers.get(name);
    expect(header('content-type')).toBe('text/csv; charset=utf-8');
    expect(header('cache-control')).toBe('public, max-age=86400');
    expect(header('access-control-allow-origin')).toBe('*');
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('content-security-policy')).toMatch(/default-src 'none'/);
    expect(header('set-cookie')).toBeNull();
    const again = await read('/releases/2025-09-h3-8/release.csv', {
      headers: { 'if-none-match': header('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    writeFileSync(join(folder, 'private.txt'), 'not published');
    for (const path of [
      '/releases/private.txt',
      '/releases/',
      '/releases',
      '/releases/2025-09-h3-8/',
      '/releases/2025-09-h3-8/..%2f..%2fprivate.txt',
      '/releases/2025-09-h3-8/%2e%2e/private.txt',
      '/releases/2025-08-h3-8/release.json',
      '/releases/2025-09-h3-8/release.json/x',
    ])
      expect([path, (await read(path)).status]).toEqual([path, 404]);
    rmSync(join(folder, 'private.txt'));
    expect((await read('/releases/index.json', { method: 'POST' })).status).toBe(404);
  });
});

describe('A second release', () => {
  it('of the month is refused, also as a dry run, by another geography, and after late records', async () => {
    const before = await published('2025-09-h3-8');
    await testApp.importFile(logCsv(noises('2025-09', 40, HERE, 'late')), {
      as: alice,
      dataset: 'late',
      name: 'late.csv',
    });
    for (const wanted of [{}, { geography: 'h3-8' }, { geography: 'wards' }, { dry_run: true }]) {
      const refused = await refusal(ask({ period: '2025-09', ...wanted }));
      expect([refused.status, refused.code]).toEqual([409, 'already_released']);
      expect(refused.detail).toMatch(/September 2025 was released on 2025-11-14, by h3-8/);
    }
    expect(await published('2025-09-h3-8')).toEqual(before);
    // the late records would have shown
    const counted =
      '/api/hexes?resolution=8&from=2025-09-01&to=2025-09-30&kind=asb&agency=severnside-council';
    expect(await testApp.json(counted)).toMatchObject({ total: 52 });
  });

  it('of another month follows the first one’s geography', async () => {
    const refused = await refusal(ask({ period: '2025-08', geography: 'wards' }));
    expect(refused.code).toBe('other_geography');
    expect(refused.detail).toMatch(/count by h3-8/);
    expect((await preview({ period: '2025-08' })).geography).toBe('h3-8');
  });

  it('is impossible in the database itself: no second row, no other geography, no change, no removal', async () => {
    const statements = {
      'a second row': 'insert into release select * from release',
      'another geography': `insert into release values ('2024-01-01', 'wards', now(), 'x', 1)`,
      'a second geography': `insert into release_geography values (true, 'wards', now(), 'x')`,
      'a change': `update release_file set content = 'x'`,
      'a removal': 'delete from release',
      'an emptying': 'truncate release_file',
      'a file that is not what its sum says': `insert into release_file values ('2025-09-01', 'release.json', 'x', repeat('0', 64))`,
    };
    for (const [name, statement] of Object.entries(statements))
      await expect(
        asOwner(testApp.database, (tx) => tx.unsafe(statement)),
        name,
      ).rejects.toThrow();
    expect((await testApp.json<ReleaseList>('/api/releases')).releases).toHaveLength(1);
  });

  it('leaves no doubt who made the first: those whose records are in it find it in the audit', async () => {
    const { events } = await testApp.json<{ events: { about: unknown; person: string | null }[] }>(
      '/api/audit?event=release.built',
      {},
      bob,
    );
    expect(events.map(({ about, person }) => [person, about])).toEqual([
      ['Alice', { month: '2025-09', geography: 'h3-8', scheduled: false }],
    ]);
  });
});

describe('A process that is killed', () => {
  it('between the record and the files: the next attempt publishes the numbers that were kept', async () => {
    // a process that has kept it and can write nothing: its folder would have to lie in a file
    const cut = new ReleaseService(
      testApp.database,
      join(testApp.uploads, 'file', 'releases'),
      testApp.closing,
    );
    writeFileSync(join(testApp.uploads, 'file'), '');
    await expect(cut.release({ period: '2025-08' }, SCHEDULE)).rejects.toThrow(/ENOTDIR/);
    rmSync(join(testApp.uploads, 'file'));
    expect((await read('/releases/2025-08-h3-8/release.json')).status).toBe(404);
    const [kept] = await testApp.database.sql<{ content: string }[]>`
      select content from commonground.release_file
      where period = '2025-08-01' and name = 'release.json'`;
    // late records, and one more agency that publishes: neither may come in now
    await testApp.importFile(logCsv(noises('2025-08', 40, HERE, 'late')), {
      as: alice,
      dataset: 'late',
      name: 'late.csv',
    });
    const extra = await agreeToPublish(chelsea, 'asb', 'alcohol');
    await testApp.releases.publish();
    const text = await (await read('/releases/2025-08-h3-8/release.json')).text();
    expect(text).toBe(kept?.content);
    expect(ReleaseDocument.parse(JSON.parse(text)).totals).toEqual({ crime: 20, asb: 10 });
    expect((await refusal(ask({ period: '2025-08' }))).code).toBe('already_released');
    await revoke(chelsea, extra);
  });

  it('in the middle of writing leaves nothing that is served; what is lost or altered is put back', async () => {
    const file = join(folder, '2025-08-h3-8', 'release.csv');
    const before = readFileSync(file, 'utf8');
    mkdirSync(join(folder, '.half-1'));
    writeFileSync(join(folder, '.half-1', 'release.csv'), 'half of it');
    writeFileSync(file, before.replace('20', '25'));
    rmSync(join(folder, '2025-09-h3-8'), { recursive: true });
    rmSync(join(folder, 'index.json'));
    expect((await read('/releases/.half-1/release.csv')).status).toBe(404);
    await releaseDue(testApp.releases, log);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(['2025-08-h3-8', '2025-09-h3-8', 'index.json']);
  });

  it('and a folder that was published from a database since lost is not published over', async () => {
    mkdirSync(join(folder, '2025-07-h3-8'));
    const refused = await refusal(ask({ period: '2025-07' }));
    expect(refused.code).toBe('already_released');
    expect(refused.detail).toMatch(/older backup/);
    rmSync(join(folder, '2025-07-h3-8'), { recursive: true });
  });
});

describe('The schedule', () => {
  it('releases each month as it closes, from the first released one on, and says what has not arrived', async () => {
    // this feed began in August, brought nothing for October, and has gone on
    const later = noises('2025-11', 3, QUIET, 'late').map((row) => ({
      ...row,
      date: '2025-11-02',
    }));
    await testApp.importFile(logCsv(later), { as: alice, dataset: 'late', name: 'late.csv' });
    testApp.setClock('2025-11-15T00:30:00Z');
    // announced now, published a day later
    expect(await releaseDue(testApp.releases, log)).toEqual([]);
    expect(await releaseDue(testApp.releases, log)).toEqual([]);
    expect(await aDayLater()).toEqual(['2025-10']);
    expect(await releaseDue(testApp.releases, log)).toEqual([]);
    const { releases } = await testApp.json<ReleaseList>('/api/releases');
    expect(releases.map(({ period, built_by }) => [period, built_by])).toEqual([
      ['2025-10', 'schedule'],
      ['2025-09', 'Alice'],
      ['2025-08', 'schedule'],
    ]);
    expect((await published('2025-10-h3-8')).not_delivered).toEqual([
      { agency: 'Severnside Council', feed: 'late' },
    ]);
    const method = await (await read('/releases/2025-10-h3-8/method.md')).text();
    expect(method).toContain('- Severnside Council: late\n');
    expect(method).toMatch(/missing: it is not zero/);
  });

  it('waits for a feed that is late, and not for ever', async () => {
    testApp.setClock('2025-12-20T12:00:00Z');
    await testApp.importFile(logCsv(noises('2025-11', 9)), {
      as: alice,
      dataset: 'noise',
      name: 'noise.csv',
    });
    expect(await testApp.releases.due()).toMatchObject({
      months: [],
      awaited: [{ month: '2025-11', feeds: [{ feed: 'street' }] }],
    });
    expect(await releaseDue(testApp.releases, log)).toEqual([]);
    testApp.setClock('2026-01-30T12:00:00Z');
    expect(await releaseDue(testApp.releases, log)).toEqual([]);
    expect(await aDayLater()).toEqual(['2025-11']);
    expect((await published('2025-11-h3-8')).not_delivered.map(({ feed }) => feed)).toEqual([
      'street',
    ]);
  });

  it('logs a month that fails, goes on with the others, and tries again', async () => {
    const logged: string[] = [];
    const teller = {
      info: () => undefined,
      error: (...words: unknown[]) => logged.push(String(words[1])),
    };
    let broken = true;
    const unless = <T>(failing: boolean, result: T): Promise<T> =>
      failing ? Promise.reject(new Error('the disk is full')) : Promise.resolve(result);
    const announced: string[] = [];
    const service = {
      publish: () => Promise.resolve(),
      ready: () => Promise.resolve(['2025-12', '2026-01']),
      releasePlanned: (month: string) =>
        unless(broken && month === '2025-12', {} as ReleaseSummary), // as: nobody reads it
      due: () => Promise.resolve({ months: ['2026-02', '2026-03'], awaited: [] }),
      announce: ({ period }: { period: string }) => {
        announced.push(period);
        return unless(broken && period === '2026-02', {} as PlannedRelease); // as: nobody reads it
      },
    };
    expect(await releaseDue(service, teller)).toEqual(['2026-01']);
    expect(announced).toEqual(['2026-02', '2026-03']);
    expect(logged).toHaveLength(2);
    broken = false;
    const runs: string[][] = [];
    const schedule = startSchedule(
      {
        ...service,
        due: async () => {
          runs.push([]);
          return runs.length === 1 ? Promise.reject(new Error('unavailable')) : service.due();
        },
        announce: (wanted) => {
          runs.at(-1)?.push(wanted.period);
          return service.announce(wanted);
        },
      },
      teller,
      (run) => run,
      5,
    );
    await expect.poll(() => runs.length).toBeGreaterThan(2);
    await schedule.stop();
    expect(runs.slice(0, 2)).toEqual([[], ['2026-02', '2026-03']]);
    expect(logged).toHaveLength(3);
  });
});

describe('An announced release', () => {
  const plan = async (): Promise<PlannedRelease | undefined> =>
    (await testApp.json<ReleaseList>('/api/releases')).planned[0];

  it('is told to the administrators of everybody in it, and may be stopped by any of them for a day', async () => {
    await testApp.importFile(logCsv(noises('2025-06', 9)), { as: alice, dataset: 'noise' });
    expect((await ask({ period: '2025-06' })).status).toBe(202);
    expect(await plan()).toMatchObject({ period: '2025-06', announced_by: 'Alice', stopped: null });
    const again = await refusal(ask({ period: '2025-06' }));
    expect([again.status, again.code]).toEqual([409, 'already_announced']);
    expect(again.detail).toMatch(/is published on/);
    const { notices } = await testApp.json<{ notices: { subject: string; path: string }[] }>(
      '/api/notices',
      {},
      bob,
    );
    expect(notices[0]).toMatchObject({
      subject: 'Counts of June 2025 will be published',
      path: '/public-releases',
    });
    const stop = (person: Person, why: string) =>
      testApp.request('/api/releases/2025-06/stop', post({ why }), person);
    const reader: Person = { ...bob, name: 'Ray', roles: ['reader'] };
    await testApp.addPerson(reader);
    expect((await refusal(stop(reader, 'no'))).status).toBe(403);
    expect((await refusal(stop(bob, ' '))).fields?.[0]?.message).toMatch(/Say why/);
    expect((await stop(bob, 'A file of ours is wrong')).status).toBe(200);
    expect((await refusal(stop(bob, 'twice'))).code).toBe('nothing_to_stop');
    expect((await plan())?.stopped).toMatchObject({ by: 'Bob', why: 'A file of ours is wrong' });
    expect(await aDayLater()).toEqual([]);
    expect((await read('/releases/2025-06-h3-8/release.json')).status).toBe(404);
    // and the schedule does not announce it again by itself
    expect((await plan())?.stopped).not.toBeNull();
  });

  it('is published or stopped, never both, when the two come at once', async () => {
    expect((await ask({ period: '2025-06' })).status).toBe(202);
    const now = testApp.now();
    testApp.setClock(new Date(now.getTime() + HELD_MS).toISOString());
    const published = testApp.releases.releasePlanned('2025-06').catch((error: unknown) => error);
    const stopped = testApp.releases
      .stop('2025-06', 'At the last moment', SCHEDULE)
      .catch((error: unknown) => error);
    await Promise.all([published, stopped]);
    testApp.setClock(now.toISOString());
    const { releases } = await testApp.json<ReleaseList>('/api/releases');
    const isOut = releases.some(({ period }) => period === '2025-06');
    expect(isOut).toBe((await stopped) instanceof Error);
    expect(isOut).toBe(!((await published) instanceof Error));
  });

  it('is not built by a clock in doubt, and nothing is closed by one', async () => {
    let now = testApp.now();
    let database = now;
    const clock = new ClockCheck(
      () => now,
      () => Promise.resolve({ database, lastReceived: null }),
      () => 0,
    );
    const closing = new ClosingService(testApp.database, clock, testApp.log);
    const service = new ReleaseService(testApp.database, folder, closing);
    const wanted = { period: '2025-05' };
    const ahead = new Date(now.getTime() + 40 * HELD_MS);
    for (const [server, other] of [
      [ahead, database],
      [ahead, ahead],
    ] as const) {
      [now, database] = [server, other];
      await expect(service.preview(wanted)).rejects.toMatchObject({ code: 'clock_in_doubt' });
      await expect(service.announce(wanted, SCHEDULE)).rejects.toMatchObject({
        code: 'clock_in_doubt',
      });
      await expect(service.release(wanted, SCHEDULE)).rejects.toMatchObject({
        code: 'clock_in_doubt',
      });
    }
  });
});

describe('On the command line', () => {
  const type = async (command: typeof buildRelease, ...args: string[]) => {
    const said: string[] = [];
    const terminal = {
      args,
      request: testApp.request,
      say: (line: string) => said.push(line),
      progress: () => undefined,
    };
    const code = await command(terminal).catch((error: unknown) => {
      if (error instanceof CliProblem) return error.message;
      throw error;
    });
    return [code, said.join('\n')] as const;
  };

  it('a dry run says what would be published, and publishes nothing; the release says when it comes', async () => {
    const [code, said] = await type(buildRelease, '2025-07', '--dry-run');
    expect(code).toBe(0);
    expect(said).toContain('2025-07 by h3-8 would be released, and for good:');
    expect(said).toContain('  Crime: 20 in the numbers published, of Sabrina Police');
    expect(said).toContain('  Alcohol: not in it, because no agency publishes it');
    expect(said).toContain('Nothing was kept or published.');
    expect((await read('/releases/2025-07-h3-8/release.json')).status).toBe(404);
    const [done, where] = await type(buildRelease, '2025-07', '--geography', 'h3-8');
    expect(done).toBe(0);
    expect(where).toMatch(/^Announced 2025-07 by h3-8. It is published after 2026-02-02T12/);
    expect(await type(listReleases)).toMatchObject([
      0,
      expect.stringMatching(/^2025-07.*from 2026-02-02/),
    ]);
    const [stopped, words] = await type(stopRelease, '2025-07', '--why', 'A file is wrong');
    expect([stopped, words]).toMatchObject([0, expect.stringMatching(/^Stopped 2025-07/)]);
    expect(await type(listReleases)).toMatchObject([0, expect.stringMatching(/^2025-07.*stopped/)]);
    expect(await release({ period: '2025-07' })).toContain('2025-07');
    expect((await read('/releases/2025-07-h3-8/release.csv')).status).toBe(200);
  });

  it('a mistake is answered with a sentence', async () => {
    for (const [args, words] of [
      [['2025-07'], /July 2025 was released on/],
      [['July'], /period: Write a month as yyyy-mm/],
      [['2026-01'], /can be released from 2026-02-14 on/],
      [[], /Write: release YYYY-MM/],
    ] as const)
      expect((await type(buildRelease, ...args))[0]).toMatch(words);
    await expect(type(buildRelease, '2025-07', '--colour')).rejects.toThrow(/--colour/);
  });

  it('the list has a line a month, the newest first', async () => {
    const [code, said] = await type(listReleases);
    expect(code).toBe(0);
    expect(said.split('\n').map((line) => line.split('\t').slice(0, 2))).toEqual(
      ['2025-11', '2025-10', '2025-09', '2025-08', '2025-07', '2025-06'].map((month) => [
        month,
        'h3-8',
      ]),
    );
    expect(said).toMatch(/\tschedule\n/);
  });
});

describe('All that has been published', () => {
  it('discloses nothing, taken together', async () => {
    const { releases } = await testApp.json<ReleaseList>('/api/releases');
    const documents = await Promise.all(
      releases.map(({ period, geography }) => published(`${period}-${geography}`)),
    );
    expect(documents).toHaveLength(6);
    const { recovered, narrowed } = intervalAttack(publishedFigures(documents));
    expect([recovered, narrowed]).toEqual([[], []]);
  });
});
