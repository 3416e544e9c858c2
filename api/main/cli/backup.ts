/** backup FILE; and without the API: backup verify FILE, which needs no installation, and restore FILE, which puts another
 *  database in the place of this one. */
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { BackupRun, Backups } from '../../contract/backups.ts';
import { holderOf, takeLock } from '../../db/lock.ts';
import type { Config } from '../config.ts';
import { call, CliProblem, postJson, type Terminal } from './call.ts';

/** Exit code 0 when it is made and verified, 1 otherwise. */
export async function makeBackup(terminal: Terminal, config: Config): Promise<number> {
  const { positionals } = parseArgs({ args: [...terminal.args], allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new CliProblem('Write: backup FILE.');
  const path = resolve(file);
  const { backupPassphrase: passphrase } = config;
  const { id } = await call<BackupRun>(
    terminal.request,
    '/api/backups',
    postJson({ file: path, ...(passphrase !== null && { passphrase }) }),
  );
  const { state, problem, bytes } = await follow(terminal, id);
  terminal.progress('');
  if (state === 'failed') {
    terminal.say(problem ?? 'The backup failed.');
    return 1;
  }
  terminal.say(`${path}: ${megabytes(bytes ?? 0)}, restored into a scratch database and compared.`);
  terminal.say(
    passphrase === null
      ? 'It is not encrypted, and holds the key to stored secrets: BACKUP_PASSPHRASE_FILE encrypts it.'
      : 'Without its passphrase nobody can restore it: keep that elsewhere.',
  );
  return 0;
}

const megabytes = (bytes: number): string =>
  `${(bytes / 2 ** 20).toLocaleString('en-GB', { maximumFractionDigits: 1 })} MB`;

const STEPS = {
  snapshot: 'taking the moment',
  rows: 'writing records',
  files: 'writing files',
  check: 'restoring it to compare',
} as const;

async function follow({ request, progress }: Terminal, id: number): Promise<BackupRun> {
  for (;;) {
    const { runs } = await call<Backups>(request, '/api/backups');
    const run = runs.find((one) => one.id === id);
    if (!run) throw new CliProblem('The server was started anew: the backup was given up.');
    if (run.state !== 'running') return run;
    progress(`${STEPS[run.step]} (${Math.round(run.share * 100)} %)…`);
    await wait(200);
  }
}

/** Exit code 0 when it can be restored. */
export async function verifyFile(
  terminal: Omit<Terminal, 'request'>,
  { backupPassphrase: passphrase }: Config,
): Promise<number> {
  const { positionals } = parseArgs({ args: [...terminal.args], allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new CliProblem('Write: backup verify FILE.');
  const path = resolve(file);
  const { verifyBackup } = await import('../../backups/verify_backup.ts');
  const stop = new AbortController();
  // the scratch database holds everybody's records: it is removed before the process ends
  const interrupt = () =>
    stop.abort(new CliProblem('Stopped. Nothing was found out, and nothing was changed.'));
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, interrupt);
  const verified = await verifyBackup(path, passphrase, terminal.progress, stop.signal);
  terminal.progress('');
  const { header, rows, tables, files, key, auditBroken, behind } = verified;
  const kinds = `${files} ${files === 1 ? 'file' : 'files'}`;
  terminal.say(
    `${path} can be restored: ${header.partnership} as of ${momentOf(header)}, ${rows.toLocaleString('en-GB')} rows in ` +
      `${tables} tables, each loaded into a scratch database and compared, and ${kinds}. Nothing was changed.`,
  );
  if (!key)
    terminal.say(
      'The key to stored secrets is not in it: keep secret.key of the data folder, too.',
    );
  if (behind > 0)
    terminal.say(
      'It was made by an older version; the start after restoring it brings it up to date.',
    );
  terminal.say(auditWords(auditBroken));
  return 0;
}

const momentOf = ({ made_at }: { readonly made_at: string }): string =>
  `${made_at.slice(0, 16).replace('T', ' ')} UTC`;
const auditWords = (broken: string | null): string =>
  broken === null ? 'The audit is whole.' : `The backup was made of a broken audit: ${broken}.`;

/** Exit code 0 when everything is in its place. */
export async function restoreFile(
  terminal: Omit<Terminal, 'request'>,
  config: Config,
  now: Date,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...terminal.args],
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new CliProblem('Write: restore FILE [--replace].');
  const { dataDir, databaseUrl, schema, backupPassphrase } = config;
  const holder = holderOf(dataDir);
  if (holder)
    throw new CliProblem(
      `A server${holder.url ? ` (${holder.url})` : ''} is using ${dataDir}. Restoring replaces everything there, and what people ` +
        'enter meanwhile would be lost: stop it first. To look into the backup beside it, restore into another DATA_DIR.',
    );
  const { restoreBackup } = await import('../../backups/restore_backup.ts');
  const lock = takeLock(dataDir);
  try {
    const restored = await restoreBackup(
      {
        file: resolve(file),
        passphrase: backupPassphrase,
        ...{ dataDir, schema, replace: values.replace },
        url: databaseUrl ?? null,
      },
      now,
      (line) => terminal.progress(line),
    );
    terminal.progress('');
    const { header, rows, tables, aside, auditBroken } = restored;
    terminal.say(
      `Restored: ${header.partnership} as of ${momentOf(header)}, ` +
        `${rows.toLocaleString('en-GB')} rows in ${tables} tables, each compared.`,
    );
    if (aside.folder) terminal.say(`What was there before is in ${aside.folder}.`);
    if (aside.schema)
      terminal.say(
        `The database as it was is in schema ${aside.schema}: drop it when it is not needed.`,
      );
    terminal.say(auditWords(auditBroken));
    terminal.say(
      'What was withdrawn after that moment stands again: look at agreements, people, and phones, and sign out what must be out.',
    );
    return 0;
  } finally {
    lock.release();
  }
}
