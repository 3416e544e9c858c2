/** Who may ask for a backup, and where none is made: refused in a sentence, with nothing written. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { BackupService } from '#api/backups/backup_service.ts';
import {
  installationOf,
  listBackups,
  nameFor,
  removeParts,
  writeRecord,
} from '#api/backups/backup_records.ts';
import { keepBackup } from '#api/backups/keep_backup.ts';
import { roundedDown, roundedUp } from '#api/backups/room.ts';
import type { Backups } from '#api/contract/backups.ts';
import { bob, type Person } from '#test/support/people.ts';
import { withTestApp } from '#test/support/test_app.ts';

const folder = mkdtempSync(join(tmpdir(), 'commonground-backups-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const kept = join(folder, 'kept');
mkdirSync(kept);
const testApp = await withTestApp({ backupDir: kept });
const operator = { authorization: `Bearer ${testApp.operator.token}` };

const ask = (body: unknown, headers: Record<string, string>) =>
  testApp.call('/api/backups', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const refusal = async (body: unknown, headers: Record<string, string> = operator) => {
  const answer = await ask(body, headers);
  const { code, detail = '' } = (await answer.json()) as { code: string; detail?: string }; // as: a problem
  return `${answer.status} ${code} ${detail}`;
};
const serviceWith = (free: number, into: string | null = kept) =>
  new BackupService(
    testApp.database,
    { dataDir: folder, folder: into, passphrase: null },
    testApp.now,
    pino({ level: 'silent' }),
    () => Promise.resolve(free),
  );
const by = { name: 'Alice', accountId: null, agencyId: null };

describe('Backups', () => {
  it('are for the host agency’s administrators and the operator alone', async () => {
    expect((await testApp.call('/api/backups')).status).toBe(401);
    const analyst: Person = { name: 'Asha', agency: bob.agency, roles: ['analyst'] };
    await testApp.addPerson(analyst);
    for (const person of [analyst, bob]) {
      expect((await testApp.request('/api/backups', {}, person)).status).toBe(403);
      const bearer = { authorization: `Bearer ${testApp.tokenOf(person)}` };
      expect((await ask({}, bearer)).status).toBe(403);
    }
    const answer = await testApp.call('/api/backups', { headers: operator });
    const status = (await answer.json()) as Backups; // as: the contract
    expect(status).toMatchObject({
      folder: { path: kept, encrypted: false, problem: null, next_at: testApp.now().toISOString() },
      kept: [],
      runs: [],
    });
  });

  it('go into no file that a person at a browser names', async () => {
    await testApp.database.sql`
      update ${testApp.database.sql(testApp.database.schema)}.partnership
      set host_agency_id = ${testApp.agencyId(bob)}`;
    const administrator = { authorization: `Bearer ${testApp.tokenOf(bob)}` };
    expect((await testApp.call('/api/backups', { headers: administrator })).status).toBe(200);
    expect(await refusal({ file: join(folder, 'x') }, administrator)).toMatch(
      /^403 not_allowed Only the operator/,
    );
    expect(await refusal({ passphrase: 'a'.repeat(15) }, administrator)).toMatch(/^403/);
    expect(existsSync(join(folder, 'x'))).toBe(false);
  });

  it('are refused in words where they cannot be', async () => {
    const taken = join(folder, 'taken');
    writeFileSync(taken, 'something');
    expect(await refusal({ file: 'here' })).toMatch(/^409 backup_impossible here: write the whole/);
    expect(await refusal({ file: taken })).toMatch(/exists already/);
    expect(await refusal({ file: join(folder, 'none', 'x') })).toMatch(/is not there\. Make the/);
    expect(await refusal({ file: join(taken, 'x') })).toMatch(/taken is no folder/);
    expect(await refusal({ file: taken, passphrase: 'short' })).toMatch(/^422/);
    await expect(serviceWith(1e12, null).start({}, by)).rejects.toThrow('BACKUP_DIR is not set');
  });

  it('ask for room first', async () => {
    await expect(serviceWith(1e6).start({}, by)).rejects.toThrow(
      / has 1 MB free, and a backup needs .* MB\. Make room there/,
    );
    expect(readdirSync(kept)).toEqual([]);
    // nobody waits for the schedule's: the page says why it failed
    const service = serviceWith(1e6);
    await expect(service.runDue()).rejects.toThrow('Make room there');
    expect((await service.status(false)).runs).toMatchObject([
      { state: 'failed', asked_by: 'schedule', problem: expect.stringContaining('Make room') },
    ]);
  });

  it('are made one at a time, and given up without a trace', { timeout: 120_000 }, async () => {
    const service = serviceWith(1e12);
    const [first, second] = await Promise.allSettled([
      service.start({}, by),
      service.start({}, by),
    ]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    await expect(service.start({}, by)).rejects.toThrow('made already');
    await service.close();
    expect((await service.status(true)).runs).toMatchObject([
      { state: 'failed', problem: 'The server stopped.' },
    ]);
    expect([readdirSync(kept), existsSync(join(folder, 'backup.part'))]).toEqual([[], false]);
  });

  it('say at the start what is wrong with where they go', async () => {
    expect(await serviceWith(1e12, null).warnings()).toEqual([
      expect.stringMatching(/^No backups are made: set BACKUP_DIR/),
    ]);
    expect(await serviceWith(1e12, join(folder, 'gone')).warnings()).toEqual([
      expect.stringMatching(/gone is not there/),
    ]);
    expect(await serviceWith(1e12).warnings()).toEqual([
      expect.stringMatching(/is on the same disk/),
      expect.stringMatching(/are not encrypted/),
    ]);
    // and a folder that is gone keeps no server from starting
    serviceWith(1e12, join(folder, 'gone')).sweep();
  });
});

describe('Records beside the archives', () => {
  const mine = installationOf('/data', 'commonground');
  const at = join(folder, 'records');
  mkdirSync(at);
  const record = {
    installation: mine,
    sequence: 1,
    made_at: '2025-11-22T12:00:00.000Z',
    bytes: 7,
    encrypted: true,
    verified_at: null,
  };

  it('are of this installation alone, and what is no record is nobody’s', () => {
    const names = [1, 2].map((sequence) => {
      const name = nameFor(at, new Date(record.made_at));
      writeFileSync(join(at, name), 'archive');
      writeRecord(at, { ...record, name, sequence });
      return name;
    });
    expect(names[0]).toBe('common-ground-20251122T120000Z.backup');
    expect(new Set(names).size).toBe(2);
    writeFileSync(join(at, 'common-ground-20251123T120000Z.backup'), 'somebody’s');
    writeFileSync(join(at, 'common-ground-20251124T120000Z.backup'), 'x');
    writeFileSync(join(at, 'common-ground-20251124T120000Z.backup.json'), '{"installation":');
    expect(listBackups(at, mine).map(({ name }) => name)).toEqual(names.toReversed());
    expect(listBackups(at, installationOf('/other', 'commonground'))).toEqual([]);
  });

  it('go with what a killed process left, and nothing else goes', () => {
    const other = installationOf('/other', 'commonground');
    for (const half of [`a.backup.${mine}.part`, `b.backup.${other}.part`, 'notes.part'])
      writeFileSync(join(at, half), 'half');
    const before = readdirSync(at);
    removeParts(at, mine);
    expect(before.filter((name) => !readdirSync(at).includes(name))).toEqual([
      `a.backup.${mine}.part`,
    ]);
  });
});

describe('Backups that are kept', () => {
  it('are thinned with each new one, archive and record', () => {
    const at = join(folder, 'thinned');
    mkdirSync(at);
    const installation = installationOf('/data', 'commonground');
    for (let day = 0; day < 60; day++) {
      const now = new Date(Date.UTC(2025, 0, 1 + day, 2));
      const name = nameFor(at, now);
      writeFileSync(join(at, name), 'archive');
      const made_at = now.toISOString();
      const about = { bytes: 7, encrypted: true, made_at, verified_at: made_at };
      keepBackup(at, { ...about, installation, name }, now, testApp.log);
    }
    const days = listBackups(at, installation).map(({ made_at }) => made_at.slice(0, 10));
    expect(days.slice(0, 7)).toEqual([
      ...['2025-03-01', '2025-02-28', '2025-02-27', '2025-02-26', '2025-02-25'],
      ...['2025-02-24', '2025-02-23'],
    ]);
    expect(days.at(-1)).toBe('2025-01-31');
    expect(readdirSync(at)).toHaveLength(2 * days.length);
  });
});

describe('A size that is told', () => {
  it('is at least the true one, at most two and a half times it, and of three a power of ten', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 45 }), (bytes) => {
        const told = roundedUp(bytes);
        expect(told).toBeGreaterThanOrEqual(bytes);
        expect(told).toBeLessThanOrEqual(2.5 * bytes);
        expect(String(told)).toMatch(/^[125]0*$/);
      }),
    );
    expect(roundedUp(0)).toBe(1);
    for (const bytes of [1, 999, 1000, 1999, 2000, 49_999, 5e9, 7e12]) {
      expect(roundedDown(bytes)).toBeLessThanOrEqual(bytes);
      expect(2.5 * roundedDown(bytes)).toBeGreaterThanOrEqual(bytes);
    }
    expect(roundedDown(0)).toBe(0);
  });
});
