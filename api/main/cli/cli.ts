/** npm run cli -- …: the API from a terminal. Beside a running server it goes through that server; otherwise it
 *  opens the data folder itself and calls the same app in its own process. */
import { BackupRefused } from '../../backups/archive/archive_format.ts';
import { readConfig, type Config } from '../config.ts';
import { inWords } from '../in_words.ts';
import { addAgency, listAgencies } from './agency.ts';
import { importAreas } from './areas.ts';
import { verifyAudit } from './audit.ts';
import { makeBackup, restoreFile, verifyFile } from './backup.ts';
import { CliProblem, type Terminal } from './call.ts';
import { importFiles, undoImport } from './import.ts';
import { openApi } from './open_api.ts';
import { addAccount, createToken, firstAdministrator, resetAccount } from './person.ts';
import { buildRelease, listReleases, stopRelease } from './release.ts';
import { importLandmarks, importOrders } from './nearby.ts';
import { applyRetention, showRetention } from './retention.ts';
import { importResidents } from './residents.ts';

const COMMANDS: Readonly<Record<string, (terminal: Terminal, config: Config) => Promise<number>>> =
  {
    import: importFiles,
    undo: undoImport,
    'agency add': addAgency,
    'agency list': listAgencies,
    areas: importAreas,
    residents: importResidents,
    landmarks: importLandmarks,
    orders: importOrders,
    'first-administrator': firstAdministrator,
    'account add': addAccount,
    'account reset': resetAccount,
    'token create': createToken,
    'audit verify': verifyAudit,
    retention: showRetention,
    'retention apply': applyRetention,
    backup: makeBackup,
    release: buildRelease,
    'release list': listReleases,
    'release stop': stopRelease,
  };

/** They do without the app, which could not open a lost database. */
const WITHOUT_APP: Readonly<
  Record<
    string,
    (terminal: Omit<Terminal, 'request'>, config: Config, now: Date) => Promise<number>
  >
> = { restore: restoreFile, 'backup verify': verifyFile };

const HELP = `npm run cli -- COMMAND

  import FILE… --agency SLUG [--dataset SLUG] [--format NAME] [--mapping FILE.json] [--sensitivity 0-3] [--dry-run]
      bring in CSV, XLSX or the zip that data.police.uk hands out; --dry-run only shows what would come in
  undo ID
      take an import back
  agency add SLUG --name NAME --kind police|council|nhs|ambulance|fire|probation|drug_service|housing|other
  agency list
  areas FILE.geojson --kind district|ward|custom --source TEXT [--name-field NAME]
      outlines to count inside, such as the wards that ONS publishes
  residents ZONES.geojson… --numbers FILE.csv --source TEXT [--code-field NAME]
      residents of census zones, which rates are made of; the CSV has the columns code, residents
  landmarks FILE.csv --kind needle_exchange|sharps_bin|licensed_premises|school|other --source TEXT
      all there are of a kind, with the columns name, latitude, longitude; they replace what was there
  orders FILE.geojson --source TEXT
      Public Spaces Protection Orders: outlines with the properties name, what, starts_on, ends_on
  first-administrator
      a link that makes whoever opens it the first administrator
  account add EMAIL --name NAME --agency SLUG --role administrator|analyst|tasking|owner|street|reader [--role …]
  account reset EMAIL --agency SLUG
      a link that lets somebody in, or lets them set up signing in anew
  token create LABEL --agency SLUG --role analyst|… [--role …] [--days 365]
      a token for a program, shown once: Authorization: Bearer TOKEN
  audit verify [--head HASH]
      recompute the audit's chain; --head: a hash noted earlier must still be in it
  retention
      what is older than each agency keeps it; the server erases it every night
  retention apply
      does so now
  backup FILE
      everything in one file: database, key, releases, uploads; restored into a scratch database and compared.
      BACKUP_PASSPHRASE_FILE encrypts it
  backup verify FILE
      says whether it can be restored: read, decrypted, loaded into a scratch database in TMPDIR and compared; needs no
      installation, and changes none
  restore FILE [--replace]
      put a backup in the place of what there is, which is put aside; no server may run on it meanwhile
  release YYYY-MM [--geography h3-8|districts|wards] [--dry-run]
      announce a closed month's rounded counts: published a day later, once and for good; the first release
      chooses the geography of all, and from its month on the server announces each month as it closes
  release stop YYYY-MM --why TEXT
      keep an announced release from being published
  release list

It works beside a running server. DATA_DIR and DATABASE_URL are honoured.`;

let databaseUrl: string | undefined;

async function main(args: readonly string[]): Promise<number> {
  const two = args.slice(0, 2).join(' ');
  const known = (name: string) => Object.hasOwn(COMMANDS, name) || Object.hasOwn(WITHOUT_APP, name);
  const name = known(two) ? two : (args[0] ?? '');
  if (!known(name) || args.includes('--help')) {
    const wantsHelp = name === '' || name === 'help' || args.includes('--help');
    (wantsHelp ? process.stdout : process.stderr).write(
      wantsHelp ? `${HELP}\n` : `There is no command “${name}”.\n\n${HELP}\n`,
    );
    return wantsHelp ? 0 : 2;
  }
  const config = readConfig(process.env);
  ({ databaseUrl } = config);
  const terminal = {
    args: args.slice(name.split(' ').length),
    say: (line: string) => void process.stdout.write(`${line}\n`),
    progress: (line: string) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
    },
  };
  const alone = WITHOUT_APP[name];
  if (alone) return alone(terminal, config, new Date());
  const command = COMMANDS[name];
  if (!command) throw new Error(`${name} has no command`);
  const { request, close } = await openApi(config, () => new Date());
  try {
    return await command({ ...terminal, request }, config);
  } finally {
    await close();
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const words = wordsOf(error);
    process.stderr.write(
      `${words ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
    );
    process.exit(words === null ? 1 : 2);
  },
);

/** A sentence for what an operator can mend; null for what only a programmer can. */
function wordsOf(error: unknown): string | null {
  if (error instanceof CliProblem || error instanceof BackupRefused) return error.message;
  // of parseArgs: an option that is not there, or has no value
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return error.message;
  return inWords(error, databaseUrl);
}
