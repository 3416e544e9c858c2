/** A database and the key of its stored secrets belong together, and may be lost apart: which of them it was, and what to do.
 *  Pure. */

export interface Found {
  readonly dataDir: string;
  /** Whether the folder had a key before this start. */
  readonly hadKey: boolean;
  /** The name of that key, as stored secrets name theirs; null: there is none. */
  readonly keyName: string | null;
  /** Whether the database was made by this start. */
  readonly newDatabase: boolean;
  /** The keys that stored secrets were encrypted with, and how many secrets each has. */
  readonly stored: readonly { readonly key: string; readonly secrets: number }[];
}

/** `refuse`: starting would hide it. */
export type Loss = { readonly refuse: boolean; readonly sentence: string } | null;

const RESTORE = 'npm run cli -- restore FILE --replace';

export function findLoss({ dataDir, hadKey, keyName, newDatabase, stored }: Found): Loss {
  const unreadable = stored
    .filter(({ key }) => key !== keyName)
    .reduce((sum, { secrets }) => sum + secrets, 0);
  if (!hadKey && unreadable > 0)
    return {
      refuse: true,
      sentence:
        `The key is lost: ${dataDir}/secret.key is missing, and the database has ${secretsOf(unreadable)} that only it can read. ` +
        `Put the file back, or restore a backup, which has it: ${RESTORE}. Without either, make a new key ` +
        `(openssl rand -hex 32 > ${dataDir}/secret.key): people then set up their second factors, and agencies their providers, anew.`,
    };
  if (unreadable > 0)
    return {
      refuse: false,
      sentence:
        `The key does not belong to this database: ${secretsOf(unreadable)} cannot be read with ${dataDir}/secret.key. ` +
        `Put the right file back, or restore a backup: ${RESTORE}. Until then those people cannot sign in with their second factors.`,
    };
  if (hadKey && newDatabase)
    return {
      refuse: false,
      sentence:
        `The key in ${dataDir} is older than the database, which was empty or missing and has been made anew. If it held records, ` +
        `they are lost: stop this server and restore a backup: ${RESTORE}.`,
    };
  return null;
}

const secretsOf = (n: number): string => (n === 1 ? '1 stored secret' : `${n} stored secrets`);
