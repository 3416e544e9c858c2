/** The whole app without a port, on a database of its own: what the database and API suites ask. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { pino, type Logger } from 'pino';
import { createApp } from '#api/main/app.ts';
import type { Config } from '#api/main/config.ts';
import type { Import } from '#api/contract/imports.ts';
import type { Mapping } from '#api/contract/intake.ts';
import type { Database } from '#api/db/connect.ts';
import { encryptionWith, type SecretEncryption } from '#api/auth/secret_encryption.ts';
import { ensureOperator } from '#api/auth/sessions/queries.ts';
import type { ClosingService } from '#api/closed_months/closing_service.ts';
import { AlertService } from '#api/alerts/alert_service.ts';
import { BackupService } from '#api/backups/backup_service.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { RetentionService } from '#api/retention/retention_service.ts';
import { ReleaseService } from '#api/releases/release_service.ts';
import { LiveHexes } from '#api/hexes/live_hexes.ts';
import type { Services } from '#api/main/services.ts';
import { ImportService } from '#api/intake/import_service.ts';
import { addAgency } from '#api/agencies/queries.ts';
import type { Viewer } from '#api/db/as_agency.ts';
import type { Space } from '#api/storage/limits.ts';
import type { StorageWatch } from '#api/storage/storage_watch.ts';
import { ROOMY, roomy } from '#test/support/roomy.ts';
import { closingBy } from '#test/support/closing.ts';
import { shareEverything, signIn } from '#test/support/sign_in.ts';
import { withDatabase } from '#test/support/databases.ts';
import { AGENCIES, alice, bob, chelsea, dev, type Person } from '#test/support/people.ts';

/** The tests' today, unless one sets another: every made-up incident lies before it. */
export const TODAY = '2025-11-22T12:00:00Z';

export interface FileToImport {
  readonly as?: Person;
  readonly name?: string;
  readonly dataset?: string;
  readonly mapping?: Mapping;
  readonly dryRun?: boolean;
}

export interface TestApp {
  readonly database: Database;
  /** This process's index; another one after `reopen`. */
  readonly hexes: LiveHexes;
  readonly imports: ImportService;
  readonly releases: ReleaseService;
  readonly retention: RetentionService;
  /** Closes months: after each import that is awaited, or when a test asks it to. */
  readonly closing: ClosingService;
  readonly backups: BackupService;
  /** Looks for unusual days when a test asks it to. */
  readonly alerts: AlertService;
  readonly config: Services['config'];
  readonly secretEncryption: SecretEncryption;
  readonly log: Logger;
  readonly storage: StorageWatch;
  now(): Date;
  /** Where files wait, one a number; `incoming/` holds what is still arriving. */
  readonly uploads: string;
  setClock(to: string): void;
  /** The disk of the data folder, of which half of 1,000 GB is free; the storage watch has looked when it resolves. */
  setSpace(next: Partial<Space>): Promise<void>;
  /** As the server does it: the index is saved, the import service closed, and both opened anew. */
  reopen(): Promise<void>;
  /** An id; 0, which nobody has, for a person of no agency. */
  agencyId(person: Person): number;
  /** Whose transaction a person's would be. */
  viewer(person: Person): Viewer;
  /** What proves in a call of one's own making who calls: `authorization: Bearer …`. */
  tokenOf(person: Person): string;
  /** Signs a further person in (a script's session), with the roles they have; tests use `request` as them. */
  addPerson(person: Person): Promise<void>;
  readonly operator: { readonly token: string; readonly accountId: string };
  /** The API, called by whoever the request itself states, from a network address (this machine's unless given). */
  call(target: string | Request, init?: RequestInit, from?: string): Promise<Response>;
  /** The API, called by a person (Alice when nobody is named). */
  request(path: string, init?: RequestInit, person?: Person): Promise<Response>;
  /** A JSON answer. Throws with the body in its message when the status is not 2xx. */
  json<T>(path: string, init?: RequestInit, person?: Person): Promise<T>;
  /** Sends a file (its text, its bytes, or a path that begins with `/`) and gives the import's id. */
  upload(file: string | Uint8Array<ArrayBuffer>, about?: FileToImport): Promise<number>;
  /** The same, and waits until it is worked on. */
  importFile(file: string | Uint8Array<ArrayBuffer>, about?: FileToImport): Promise<Import>;
  /** As its own agency sees it: the one that handed it in, unless the test says whose it is. */
  import(id: number, person?: Person): Promise<Import>;
}

export interface TestAppOptions {
  /** What the three agencies have agreed: to share all records one by one with each other, or nothing yet. */
  readonly agreements?: 'everything' | 'none';
  readonly maxUploadBytes?: number;
  readonly basemap?: Config['basemap'];
  readonly notices?: Config['notices'];
  readonly log?: Logger;
  /** Where it listens; this machine unless the test is about another. */
  readonly host?: string;
  readonly publicUrl?: URL;
  readonly trustedProxies?: number;
  readonly privateProviders?: boolean;
  /** Where backups are kept; absent: nowhere. */
  readonly backupDir?: string;
}

/** Call it at the top of a test file: `const testApp = await withTestApp();` Three agencies are there
 *  (test/support/people.ts), and nothing else. It is closed and removed when the file's tests are done. */
export async function withTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { afterAll } = await import('vitest');
  const database = await withDatabase();
  const testApp = await openTestApp(database, options);
  afterAll(() => testApp.close());
  return testApp;
}

/** The same on a database of the caller, who closes it after the app. */
export async function openTestApp(
  database: Database,
  options: TestAppOptions = {},
): Promise<TestApp & { close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'commonground-test-app-'));
  const uploads = join(folder, 'uploads');
  const ids = new Map<string, number>();
  for (const agency of AGENCIES)
    ids.set(agency.slug, await asOwner(database, (tx) => addAgency(tx, agency)));
  const senders = new Map<number, Person>();
  const people = new Map<string, { token: string; viewer: Viewer }>();
  const addPerson = async (person: Person) => {
    const agencyId = person.agency === null ? null : (ids.get(person.agency) ?? null);
    people.set(person.name, await signIn(database, person, agencyId));
  };
  const signedIn = ({ name }: Person) => {
    const known = people.get(name);
    if (!known) throw new Error(`${name} is not signed in: call testApp.addPerson first`);
    return known;
  };
  for (const person of [alice, bob, chelsea, dev]) await addPerson(person);
  const [first] = people.values();
  if (options.agreements !== 'none' && first)
    await shareEverything(database, [...ids.values()], first.viewer.accountId);
  const operator = {
    token: `cgo_${'o'.repeat(43)}`,
    accountId: await asOwner(database, (tx) => ensureOperator(tx)),
  };
  let instant = new Date(TODAY);
  const now = () => new Date(instant);
  const log = options.log ?? pino({ level: 'silent' });
  const openHexes = async () => {
    const hexes = new LiveHexes(database, join(folder, 'hex_index'));
    await hexes.open();
    return hexes;
  };
  const closing = closingBy(database, now, log);
  const openImports = () => {
    const imports = new ImportService(database, uploads, now, log);
    imports.whenChanged(() => closing.soon());
    return imports;
  };
  let space = ROOMY;
  const storage = roomy(database, log, () => space);
  const parts = {
    database,
    storage,
    closing,
    hexes: await openHexes(),
    imports: openImports(),
    releases: new ReleaseService(database, join(folder, 'releases'), closing),
    retention: new RetentionService(database, closing.clock, log),
    alerts: new AlertService(database, now, log),
    backups: new BackupService(
      database,
      { dataDir: folder, folder: options.backupDir ?? null, passphrase: null },
      now,
      log,
    ),
    config: {
      basemap: options.basemap ?? ({ form: 'none' } as const),
      notices: options.notices ?? ({ form: 'log' } as const),
      maxUploadBytes: options.maxUploadBytes ?? 64 * 2 ** 20,
      host: options.host ?? '127.0.0.1',
      publicUrl: options.publicUrl ?? null,
      trustedProxies: options.trustedProxies ?? 0,
      // the tests' own provider stands on this machine
      privateProviders: options.privateProviders ?? true,
    },
    log,
    now,
    operator,
    secretEncryption: encryptionWith(randomBytes(32)),
  };
  const app = createApp(parts, { uploads, web: null, hosts: null });
  const testApp = Object.assign(parts, {
    uploads,
    setClock(to: string) {
      instant = new Date(to);
    },
    async setSpace(next: Partial<Space>) {
      space = { ...space, ...next };
      await storage.lookNow();
    },
    async reopen() {
      await parts.imports.close();
      await parts.hexes.save();
      parts.hexes = await openHexes();
      parts.imports = openImports();
      await parts.imports.resume();
    },
    addPerson,
    agencyId: ({ agency }: Person) => (agency === null ? 0 : (ids.get(agency) ?? 0)),
    viewer: (person: Person) => signedIn(person).viewer,
    tokenOf: (person: Person) => signedIn(person).token,
    async call(target: string | Request, init: RequestInit = {}, from = '127.0.0.1') {
      const request =
        typeof target === 'string'
          ? new Request(new URL(target, 'http://localhost:8080'), init)
          : target;
      // a Request made here has no Host; a server's has
      request.headers.set('host', request.headers.get('host') ?? 'localhost:8080');
      // as @hono/node-server passes it
      return app.request(request, undefined, {
        incoming: { httpVersion: '1.1', socket: { remoteAddress: from } },
      });
    },
    async request(path: string, init: RequestInit = {}, person: Person = alice) {
      const request = new Request(new URL(path, 'http://localhost'), init);
      if (!request.headers.has('authorization') && !request.headers.has('cookie'))
        request.headers.set('authorization', `Bearer ${testApp.tokenOf(person)}`);
      return testApp.call(request);
    },
    async json<T>(path: string, init?: RequestInit, person?: Person): Promise<T> {
      const response = await testApp.request(path, init, person);
      if (!response.ok)
        throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as T; // as: the test says what it requested
    },
    async upload(file: string | Uint8Array<ArrayBuffer>, about: FileToImport = {}) {
      const init = { method: 'POST', body: formOf(file, about) };
      const { id } = await testApp.json<{ id: number }>('/api/imports', init, about.as);
      senders.set(id, about.as ?? alice);
      return id;
    },
    async importFile(file: string | Uint8Array<ArrayBuffer>, about: FileToImport = {}) {
      const id = await testApp.upload(file, about);
      await parts.imports.settled();
      await closing.settled();
      return testApp.import(id);
    },
    import: (id: number, person = senders.get(id)) =>
      testApp.json<Import>(`/api/imports/${id}`, {}, person),
    async close() {
      await parts.imports.close();
      await closing.settled();
      rmSync(folder, { recursive: true, force: true });
    },
  });
  return testApp;
}

/** The form a browser sends. */
export function formOf(file: string | Uint8Array<ArrayBuffer>, about: FileToImport = {}): FormData {
  const isPath = typeof file === 'string' && /^\/[^\n]*$/.test(file);
  const bytes = isPath ? new Uint8Array(readFileSync(file)) : file;
  const form = new FormData();
  form.set('agency', (about.as ?? alice).agency ?? 'nobodys-agency');
  if (about.dataset !== undefined) form.set('dataset', about.dataset);
  if (about.mapping) form.set('mapping', JSON.stringify(about.mapping));
  if (about.dryRun) form.set('dry_run', 'true');
  form.set('file', new Blob([bytes]), about.name ?? (isPath ? basename(file) : 'incidents.csv'));
  return form;
}
