/** Starts the server: `npm start` runs this after installing and building. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isLoopback, urlOf } from '../http/address.ts';
import { createApp } from './app.ts';
import { firstAdministratorLink } from '../auth/invitations/links.ts';
import { startSchedule } from '../releases/release_schedule.ts';
import { ConfigError, readConfig } from './config.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { LIMITS, serverOf } from '../http/listen.ts';
import { inWords } from './in_words.ts';
import { makeLog } from './log.ts';
import { isLostWrite } from '../db/lost_write.ts';
import { onlyWithRoom } from '../storage/only_with_room.ts';
import { openServices, type OpenServices } from './open_services.ts';
import { startNotices } from '../notices/start_sending.ts';
import { remindByCalendar } from '../deliveries/send_reminders.ts';
import { startInterval, type IntervalJob } from '../jobs/interval_scheduler.ts';
import { isEmpty, loadSample } from './sample/load_sample.ts';

const HOUR_MS = 3600_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

let databaseUrl: string | undefined;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  ({ databaseUrl } = config);
  const started = performance.now();
  if (config.basemap.form === 'pmtiles' && !existsSync(config.basemap.file))
    throw new ConfigError(`BASEMAP=${config.basemap.file}: there is no such file.`);
  say(
    config.databaseUrl
      ? 'Connecting to the database…'
      : `Opening the embedded database in ${config.dataDir}…`,
  );
  const services = await openServices(config, () => new Date());
  if (config.sample && (await isEmpty(services)))
    await loadSample(services, (line, last) => {
      if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line}${last ? '\n' : ''}`);
      else if (last) say(line);
    });
  const web = fileURLToPath(new URL('../../web/build', import.meta.url));
  const { publicUrl } = config;
  const app = createApp(services, {
    uploads: services.uploads,
    // the last file that a build writes: half a build is none
    web: existsSync(join(web, 'screens.json')) ? web : null,
    hosts: [config.host, ...config.hostnames, ...(publicUrl ? [publicUrl.hostname] : [])],
    tls: publicUrl?.protocol === 'https:',
    securityContact: config.securityContact,
  });
  const server = serverOf(app.fetch, services.log, LIMITS, config.trustedProxies > 0);
  server.listen(config.port, config.host, () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : config.port;
    const url = urlOf(config.host, port);
    services.lock.announce(url);
    say(
      `Common Ground is at ${url} (${Math.round((performance.now() - started) / 1000)} s). Ctrl-C stops it.`,
    );
    if (!isLoopback(config.host) && publicUrl?.protocol !== 'https:')
      say(
        'Passwords travel to this address as they are. Put TLS in front, and set PUBLIC_URL to https://NAME.',
      );
    if (publicUrl?.protocol === 'https:' && config.trustedProxies === 0)
      say(
        'Everybody behind the proxy with TLS counts as one address. Set TRUSTED_PROXIES to how many proxies stand in front.',
      );
    const base = publicUrl ?? new URL(url);
    for (const note of services.notes) say(note);
    void greetFirst(services, base);
    work.push(startNotices(services, base, whenRoom));
  });
  const whenRoom = onlyWithRoom(services.storage);
  const work: IntervalJob[] = [
    startSchedule(services.releases, services.log, whenRoom),
    startInterval(
      'reminders',
      whenRoom(() => remindByCalendar(services.database, services.now())),
      services.log,
      HOUR_MS,
    ),
    // a month closes without an import, and what comes from phones brings none
    startInterval(
      'closing months',
      whenRoom(() => services.closing.run()),
      services.log,
      HOUR_MS,
    ),
    // they ask for room themselves, of the disk that they go to
    startInterval('backups', () => services.backups.runDue(), services.log, HOUR_MS),
    startInterval(
      'retention',
      whenRoom(async (stopping) => {
        await services.imports.dropOldPreviews();
        await services.retention.run(false, stopping);
      }),
      services.log,
      24 * HOUR_MS,
    ),
    // each night moves which days are due
    startInterval(
      'unusual days',
      whenRoom(() => services.alerts.look()),
      services.log,
      HOUR_MS,
    ),
  ];
  server.on('error', (error: NodeJS.ErrnoException) => {
    const taken = error.code === 'EADDRINUSE';
    say(
      taken
        ? `Port ${config.port} is taken. Stop the other program, or set PORT to another number.`
        : `The server cannot listen on ${config.host}:${config.port}: ${error.message}`,
    );
    void services.close().finally(() => process.exit(1));
  });
  let closing = false;
  const close = () => {
    if (closing) return;
    closing = true;
    say('Closing…');
    const forced = setTimeout(() => process.exit(1), 20_000);
    server.close(() => {
      void Promise.all(work.map((one) => one.stop()))
        .then(() => services.close())
        .finally(() => {
          clearTimeout(forced);
          say('Closed.');
          process.exit();
        });
    });
    // keep-alive connections of open pages would hold the server up
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
  };
  void services.taken.then(({ message }) => {
    process.stderr.write(`${message}\n`);
    process.exitCode = 1;
    close();
  });
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
}

/** A new installation has no accounts: this link makes the first. */
async function greetFirst(services: OpenServices, base: URL): Promise<void> {
  const { host, publicUrl } = services.config;
  const oneClick = isLoopback(host) && publicUrl === null;
  const link = await firstAdministratorLink(services, base, oneClick).catch((error: unknown) => {
    services.log.error({ err: error }, 'no link for the first administrator could be made');
    return null;
  });
  if (link === null) return;
  say('Nobody administers it yet. Whoever opens this link becomes its first administrator:');
  say(`  ${link}`);
}

process.on('uncaughtException', (error) => {
  // a database connection was lost: its caller has had a 503, and the next one gets a new client
  if (isLostWrite(error) || isUnavailable(error)) return;
  makeLog('fatal').fatal({ err: error }, 'the server stopped because of an error');
  process.exit(1);
});

// what is said may go to a full disk, too
process.stdout.on('error', () => undefined);

main().catch((error: unknown) => {
  const words = inWords(error, databaseUrl);
  process.stderr.write(
    words === null
      ? `The server could not start: ${error instanceof Error ? error.stack : String(error)}\n`
      : `${words}\n`,
  );
  process.exit(1);
});
