/** A partnership in which every text that anybody could write is hostile, through the API wherever it takes text. */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import writeWorkbook from 'write-excel-file/node';
import { insertAccount, putMembership, setHost } from '#api/auth/people/account_queries.ts';
import { hashOfToken } from '#api/auth/tokens/token.ts';
import { insertSession } from '#api/auth/sessions/queries.ts';
import { connectEmbedded } from '#api/db/open_embedded.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { visible } from '#api/contract/visible.ts';
import { addAgency } from '#api/agencies/queries.ts';
import { tellEverything, type OpenApi } from '#test/support/every_field.ts';
import { HIDDEN } from '#test/support/every_field_known.ts';
import { zipOf } from '#test/support/factories.ts';
import { HOSTILE } from './hostile_words.ts';

export const OWN_AGENCY = 'severnside-council';

export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** What was written where: a text stands for one field and one of the hostile words. */
export type Written = Map<string, Set<string>>;

/** One blank between words, as a page shows them. */
export const asShown = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** The shortest first: a place's slug keeps the tag behind them. */
const BY_LENGTH = HOSTILE.toSorted((a, b) => a.words.length - b.words.length);

/** Hostile words number `i` or, where a field is too short or does not keep them, the shortest that fit; with a tag, so that
 *  no two are the same. */
export function hostileText(i: number, tag: string, longest: number, without?: RegExp): string {
  const own = HOSTILE[i % HOSTILE.length];
  for (const { words } of [...(own ? [own] : []), ...BY_LENGTH]) {
    const text = `${words} ${tag}`;
    if (text.length <= longest && !without?.test(text)) return text;
  }
  throw new Error(`No hostile words fit into ${longest} characters.`);
}

export class Hostility {
  readonly written: Written = new Map();
  /** Links of open invitations. */
  readonly links: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** Throws where nothing was written. */
  textsOf(field: string): ReadonlySet<string> {
    const texts = this.written.get(field);
    if (!texts) throw new Error(`Nothing was written into ${field}.`);
    return texts;
  }

  write(i: number, field: string, longest: number, without?: RegExp): string {
    const number = this.#numbers.get(field) ?? this.#numbers.size + 1;
    this.#numbers.set(field, number);
    const text = hostileText(i, `~${number}.${i}~`, longest, without);
    const texts = this.written.get(field) ?? new Set();
    this.written.set(field, texts.add(asShown(visible(text))));
    return text;
  }
}

/** Place i's point: far enough from the next that each is the nearest to some hexagon. */
const pointOf = (i: number): readonly [number, number] => [
  -2.6 + (i % 6) * 0.05,
  52.0 + Math.floor(i / 6) * 0.05,
];

/** What is there before the first request: the partnership, its places, one agency and somebody who may do everything
 *  for it. Gives the token of their browser. The server must not run yet. */
export async function hostileGround(dataDir: string, hostility: Hostility): Promise<string> {
  const database = await connectEmbedded(join(dataDir, 'db'), 'commonground');
  const token = randomBytes(32).toString('base64url');
  const now = new Date();
  await asOwner(database, async (tx) => {
    const name = hostility.write(0, 'own agency name', 200);
    const agencyId = await addAgency(tx, { slug: OWN_AGENCY, name, kind: 'council' });
    const accountId = await insertAccount(tx, {
      name: hostility.write(1, 'own name', 100),
      email: null,
    });
    await putMembership(tx, { accountId, agencyId, roles: ['administrator', 'analyst'] });
    await setHost(tx, agencyId);
    await insertSession(tx, {
      hash: hashOfToken(token),
      accountId,
      agencyId,
      kind: 'browser',
      strong: true,
      vouchedBy: null,
      label: hostility.write(2, 'own browser', 100),
      now,
      expiresAt: new Date(now.getTime() + 12 * 3600_000),
    });
    await tx`
      insert into passkey (account_id, credential, public_key, counter, transports, label, created_at)
      values (
        ${accountId}, ${'k'.repeat(43)}, ${Buffer.alloc(77)}, 0, '{internal}',
        ${hostility.write(3, 'own passkey', 80, HIDDEN)}, ${now})`;
    await tx`update partnership set name = ${hostility.write(5, 'partnership name', 200)}`;
    for (const i of HOSTILE.keys()) {
      const [longitude, latitude] = pointOf(i);
      await tx`
        insert into place (name, weight, point)
        values (
          ${hostility.write(i, 'place name', 200, HIDDEN)},
          1,
          ST_SetSRID(ST_MakePoint(${longitude}, ${latitude}), 4326)
        )`;
      // a release that was stopped: announcing one takes five records of something
      const why = hostility.write(i, '/api/releases/stop why', 1000, HIDDEN);
      await tx`
        insert into planned_release (
          period, geography, announced_at, announced_by, publish_from, stopped_at, stopped_by, stopped_why)
        values (
          date '2020-01-01' + ${i} * interval '1 month', 'h3-8', ${now}, 'schedule', ${now}::timestamptz + interval '1 day',
          ${now}, ${hostility.write(i, 'release stopped by', 200, HIDDEN)}, ${why})`;
    }
  });
  await database.close();
  return token;
}

/** Says everything that can be said, once in each of the hostile words, and hands in the files. */
export async function hostileCounty(ask: Ask, hostility: Hostility): Promise<void> {
  const document = (await (await ask('/api/openapi.json')).json()) as OpenApi; // as: served by this very API
  const agency = OWN_AGENCY;
  for (const i of HOSTILE.keys())
    await tellEverything(document, {
      ask,
      agency,
      write: (field, longest, without) => hostility.write(i, field, longest, without),
    });
  await wordsOfPeople(ask, hostility);
  const all = (field: string, longest: number, without?: RegExp) =>
    [...HOSTILE.keys()].map((i) => hostility.write(i, field, longest, without));

  // one incident at each place, so that each names a hexagon
  const rows = [...HOSTILE.keys()].map((i) => {
    const [longitude, latitude] = pointOf(i);
    return `P${i},Noise,2025-10-01 10:00,${latitude},${longitude}`;
  });
  await handIn(
    ask,
    agency,
    'places.csv',
    ['Reference,Category,Date,Latitude,Longitude', ...rows].join('\n'),
    false,
  );
  // a header that is refused by quoting it
  const [once = ''] = all('refused header', 100);
  const twice = `"${once.replaceAll('"', '""')}"`;
  await handIn(ask, agency, 'twice.csv', `${twice},${twice}\n1,2\n`);
  // names inside an archive: the readers of archives take neither backslashes nor a path that climbs
  const entries = all('archive entry', 200, /\\|^\/|\/\/|:|\.\./);
  const table = 'Reference,Category,Date,Latitude,Longitude\nZ1,Noise,2025-10-02 10:00,52.1,-2.5\n';
  await handIn(
    ask,
    agency,
    'archive.zip',
    zipOf({ 'a.csv': table, ...Object.fromEntries(entries.map((name) => [`${name}.pdf`, 'x'])) }),
  );
  const [nested = ''] = all('nested archive', 100, /\\|^\/|\/\/|:|\.\./);
  await handIn(ask, agency, 'nested.zip', zipOf({ [`${nested}.zip`]: 'x' }));
  // a sheet's name has 31 characters
  const sheets = all('sheet', 31, /[\\/?*[\]:]/).map((sheet) => ({
    sheet,
    data: [
      ['Reference', 'Category', 'When was it', 'Latitude', 'Longitude'],
      ['S1', 'Noise', '2025-10-02 10:00', 52.1, -2.5],
    ],
  }));
  await handIn(
    ask,
    agency,
    'sheets.xlsx',
    new Uint8Array(await writeWorkbook([...sheets]).toBuffer()),
  );
}

/** What asks for a browser that has just signed in: invitations, and programs of one's own and of the agency's. */
async function wordsOfPeople(ask: Ask, hostility: Hostility): Promise<void> {
  const send = async (path: string, body: unknown): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} was refused: ${await answer.text()}`);
    return answer.json();
  };
  const roles = ['reader'];
  for (const i of HOSTILE.keys()) {
    const name = hostility.write(i, '/api/people/invitations name', 120, HIDDEN);
    const email = `invited${i}@severnside.example`;
    const made = await send('/api/people/invitations', { email, name, roles });
    hostility.links.push((made as { link: string }).link); // as: the contract
    const own = hostility.write(i, '/api/me/tokens label', 80, HIDDEN);
    await send('/api/me/tokens', { label: own, days: 1 });
    const label = hostility.write(i, '/api/scripts label', 80, HIDDEN);
    await send('/api/scripts', { label, days: 1, roles });
  }
}

async function handIn(
  ask: Ask,
  agency: string,
  name: string,
  file: string | Uint8Array<ArrayBuffer>,
  dryRun = true,
): Promise<void> {
  const form = new FormData();
  form.set('agency', agency);
  form.set('dataset', `f-${randomUUID()}`);
  form.set('dry_run', String(dryRun));
  form.set('file', new Blob([file]), name);
  const answer = await ask('/api/imports', { method: 'POST', body: form });
  if (!answer.ok) throw new Error(`${name} was refused: ${await answer.text()}`);
}
