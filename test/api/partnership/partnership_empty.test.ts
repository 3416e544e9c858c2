/** A database in which nobody has done anything yet: every page opens, and is empty. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { AlertService } from '#api/alerts/alert_service.ts';
import { createApp } from '#api/main/app.ts';
import { BackupService } from '#api/backups/backup_service.ts';
import { encryptionWith } from '#api/auth/secret_encryption.ts';
import { ensureOperator } from '#api/auth/sessions/queries.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { RetentionService } from '#api/retention/retention_service.ts';
import { ReleaseService } from '#api/releases/release_service.ts';
import { LiveHexes } from '#api/hexes/live_hexes.ts';
import { ImportService } from '#api/intake/import_service.ts';
import { post, refusal } from '#test/api/http/calls.ts';
import { roomy } from '#test/support/roomy.ts';
import { closingBy } from '#test/support/closing.ts';
import { withDatabase } from '#test/support/databases.ts';
import { newFind } from '#test/support/factories.ts';

const database = await withDatabase();
const uploads = mkdtempSync(join(tmpdir(), 'commonground-empty-'));
const hexes = new LiveHexes(database);
await hexes.open();
const log = pino({ level: 'silent' });
const now = () => new Date('2025-11-22T12:00:00Z');
const imports = new ImportService(database, uploads, now, log);
afterAll(async () => {
  await imports.close();
  rmSync(uploads, { recursive: true, force: true });
});
const operator = {
  token: `cgo_${'o'.repeat(43)}`,
  accountId: await asOwner(database, (tx) => ensureOperator(tx)),
};
const signed = (init: RequestInit = {}): RequestInit => ({
  ...init,
  headers: { ...init.headers, authorization: `Bearer ${operator.token}` },
});
const storage = roomy(database, log);
const closing = closingBy(database, now, log);
const releases = new ReleaseService(database, join(uploads, 'releases'), closing);
const alerts = new AlertService(database, now, log);
const retention = new RetentionService(database, closing.clock, log);
const backups = new BackupService(
  database,
  { dataDir: uploads, folder: null, passphrase: null },
  now,
  log,
);
const config = {
  basemap: { form: 'none' },
  notices: { form: 'log' },
  maxUploadBytes: 2 ** 20,
  host: '127.0.0.1',
  publicUrl: null,
  trustedProxies: 0,
  privateProviders: false,
} as const;
const secretEncryption = encryptionWith(Buffer.alloc(32));
const app = createApp(
  {
    ...{ database, storage, hexes, imports, closing, releases, retention, alerts, backups },
    ...{ config, log, now, operator, secretEncryption },
  },
  { uploads, web: null, hosts: null },
);
const ask = async (path: string): Promise<unknown> => {
  const here = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };
  const answer = await app.request(path, signed({ headers: { host: 'localhost' } }), here);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.json();
};

describe('Before there is an agency', () => {
  it('every list is empty, and nothing is an error', async () => {
    expect(await ask('/api/health')).toMatchObject({
      status: 'ok',
      incidents: 0,
      database: { engine: database.engine },
    });
    expect(await ask('/api/partnership')).toMatchObject({
      agencies: [],
      areas: [],
      datasets: [],
      history: null,
      incidents: 0,
    });
    expect(await ask('/api/hotspots')).toEqual({ hotspots: [] });
    expect(await ask('/api/actions')).toEqual({ actions: [] });
    expect(await ask('/api/finds')).toEqual({ finds: [] });
    expect(await ask('/api/imports')).toEqual({ imports: [] });
    expect(await ask('/api/datasets')).toEqual({ datasets: [] });
    expect(await ask('/api/areas')).toEqual({ type: 'FeatureCollection', features: [] });
    for (const resolution of [6, 8, 11])
      expect(await ask(`/api/hexes?resolution=${resolution}`)).toMatchObject({
        total: 0,
        cells: [],
      });
    expect(await ask('/api/timeline')).toMatchObject({ days: {}, months: [] });
    expect(await ask('/api/facets')).toMatchObject({ types: [], agencies: [] });
    expect(await ask('/api/hexes/89195193393ffff')).toMatchObject({
      total: 0,
      needles: 0,
      clock: null,
    });
  });

  it('nobody can do anything, and the answer names the agencies there are: none', async () => {
    const proposal = {
      name: 'A',
      resolution: 9,
      cells: ['89195193393ffff'],
      from: '2025-01-01',
      to: '2025-01-31',
    };
    const refused = await refusal(app.request('/api/hotspots', signed(post(proposal))));
    expect(refused.status).toBe(422);
    const find = await refusal(app.request('/api/finds', signed(post(newFind()))));
    expect(find).toMatchObject({
      code: 'unknown_agency',
      detail: expect.stringContaining('none yet') as unknown,
    });
  });
});
