/** What the log holds after every kind of request: that it was made, and not its content. */
import { expect, it } from 'vitest';
import { createApp } from '#api/main/app.ts';
import { makeLog } from '#api/main/log.ts';
import { tellEverything, type OpenApi } from '#test/support/every_field.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice } from '#test/support/people.ts';

interface Line {
  readonly level: string;
  readonly time: string;
  readonly msg: string;
  readonly method?: string;
  readonly route?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly reference?: string;
  readonly err?: { readonly type: string };
}

const written: string[] = [];
const log = makeLog('trace', { write: (line: string) => void written.push(line) });
const testApp = await withTestApp({ log });
const app = createApp(testApp, { uploads: testApp.uploads, web: null, hosts: null });

/** Sent in every request, and nowhere else. */
const TOKEN = testApp.tokenOf(alice);
const send = async (path: string, init: RequestInit = {}, on = app) => {
  const request = new Request(new URL(path, 'http://localhost'), init);
  request.headers.set('authorization', `Bearer ${TOKEN}`);
  request.headers.set('cookie', `__Host-session=${TOKEN}`);
  request.headers.set('user-agent', TOKEN);
  return on.request(request);
};
const lines = (): Line[] => written.map((line) => JSON.parse(line) as Line); // as: checked below

const document = await testApp.json<OpenApi>('/api/openapi.json');
const fields = new Set<string>();
const MARKER = 'wordsmarker';
const write = (field: string, longest: number) => {
  fields.add(field);
  return `${MARKER} ${field}`.slice(0, longest);
};
/** The point that every request of every_field.ts is about, its cell, and a box and an outline around it. */
const PLACE = /52\.19|2\.22|89195193393|-2\.3/;
/** Seconds have a point too: 12.221 is no latitude. */
const timeless = (text: string): string => text.replaceAll(/"time":"[^"]*"/g, '');
const WHERE = [
  '/api/hexes?bbox=-2.3,52.19,-2.1,52.3',
  '/api/hexes?within=-2.3,52.19;-2.1,52.19;-2.2,52.3',
  '/api/hexes/89195193393ffff?kind=asb',
  '/api/timeline?cell=89195193393ffff',
  `/api/hexes?type=${MARKER}`,
  `/api/areas/${MARKER}`,
  `/${MARKER}/52.19?at=52.19`,
];

it('After every kind of request the log has a line for each and none of the content', async () => {
  const calls = await tellEverything(document, {
    ask: send,
    write,
    agency: 'severnside-council',
  });
  for (const path of WHERE) await send(path);
  await send(`/api/finds`, { method: 'POST', body: `{"note": "${MARKER}` });
  await testApp.imports.settled();

  // all of it was said, and is there
  expect(fields.size).toBeGreaterThan(20);
  const [hotspots, finds] = [await send('/api/hotspots'), await send('/api/finds')];
  expect(await hotspots.text()).toContain(MARKER);
  expect(await finds.text()).toMatch(PLACE);

  const said = lines();
  for (const call of calls) {
    const [method = '', path = ''] = call.split(' ');
    const route = path.replaceAll(/\{(\w+)\}/g, ':$1');
    const line = said.find((one) => one.method === method && one.route === route);
    expect(line, call).toMatchObject({ level: 'info', msg: 'answered' });
    expect(line?.status).toBeLessThan(300);
    expect(line?.reference).toMatch(/^[0-9a-f-]{36}$/);
    expect(line?.ms).toBeGreaterThanOrEqual(0);
  }
  const all = written.join('');
  expect(all).not.toContain(MARKER);
  expect(all).not.toContain(TOKEN);
  expect(all).not.toContain(testApp.tokenOf(alice));
  expect(timeless(all)).not.toMatch(PLACE);
  for (const { time } of said) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  for (const line of written) expect(line).not.toMatch(/\?|bbox|within|authorization|cookie/i);
});

it('An error that quotes what it fell over is logged without it, under the reference its caller has', async () => {
  const quoting = Object.assign(new Error(`Failing row contains (${MARKER}, 52.19)`), {
    code: '23514',
    detail: MARKER,
    parameters: [MARKER],
    constraint_name: 'find_note_check',
  });
  const broken = {
    ...testApp,
    hexes: { at: () => Promise.reject(quoting) },
  } as unknown as typeof testApp; // as: broken on purpose
  const breaking = createApp(broken, { uploads: testApp.uploads, web: null, hosts: null });
  const answer = await send('/api/hexes/89195193393ffff?type=asb', {}, breaking);
  const body = await answer.text();
  const { reference } = JSON.parse(body) as { reference: string }; // as: the problem of a 500
  expect(answer.status).toBe(500);
  expect(body).not.toContain(MARKER);

  const about = lines().filter((line) => line.reference === reference);
  expect(about).toMatchObject([
    {
      level: 'error',
      route: '/api/hexes/:cell',
      err: { code: '23514', constraint: 'find_note_check' },
    },
    { level: 'info', route: '/api/hexes/:cell', status: 500 },
  ]);
  expect(written.join('')).not.toContain(MARKER);
  expect(timeless(written.join(''))).not.toMatch(PLACE);
});
