/** Loosens everything that keeps viewers apart, one thing at a time, and asks the matrix whether it has noticed. Each
 *  mutant lives in a transaction that is rolled back. By hand: node test/matrix/sql/loosen.ts [WORDS OF A MUTANT'S NAME] */
import { asOwner, type OwnerTx } from '#api/db/as_agency.ts';
import type { Database } from '#api/db/connect.ts';
import { CASES, USUAL } from './agreements.ts';
import { buildWorld } from './build_world.ts';
import { CALLERS } from './callers.ts';
import { EQUIVALENT } from './equivalent.ts';
import { makeMachine } from './machine.ts';
import {
  functionMutants,
  grantMutants,
  policyMutants,
  PRIVILEGES,
  viewMutants,
  type Mutant,
} from './mutants.ts';
import { OWNER_ONLY } from './owner_only.ts';
import { expectedPrivileges, readColumns, readPrivileges } from './privileges.ts';
import { READS, type Question } from './reads.ts';
import { run } from './run.ts';
import { WRITES } from './writes.ts';

export interface Verdict {
  readonly mutant: Mutant;
  /** The first answer that differed, in words; null: it survived. */
  readonly killedBy: string | null;
  /** Why it should survive; null: it should not. */
  readonly equivalent: string | null;
}

const QUESTIONS: readonly Question[] = [...READS, ...WRITES];
const BY_AGREEMENT = READS.filter(({ byAgreement }) => byAgreement);
/** Whoever most often notices: one of each relation. */
const TELLING = CALLERS.filter(({ name }) =>
  [
    'analyst of 1, stating 1',
    'analyst of 2, stating 2',
    'administrator of 1, stating 1',
    'administrator of 2, stating 2',
    'owner of 1, stating 1',
    'street of 1, stating 1',
    'reader of 3, stating 3',
    'analyst who left 1, stating 1',
    'analyst of 2, stating 1',
    'nobody, stating 1',
    'nobody, stating no agency',
    'analyst of 1, stating 1, by phone',
  ].includes(name),
);
const READERS = TELLING.filter(({ name }) => /^(analyst of|reader)/.test(name));

/** Steps of asking, cheapest first, until one notices. */
async function noticed(
  tx: OwnerTx,
  { about, name, table }: Mutant,
  allowed: ReadonlySet<string>,
): Promise<string | null> {
  if (about === PRIVILEGES) {
    const wrong = (await readPrivileges(tx, table)).filter((one) => !allowed.has(one));
    return wrong.length > 0 ? `privileges: ${wrong.join(', ')}` : null;
  }
  const own = [...QUESTIONS, ...(await OWNER_ONLY(tx))].filter((one) => one.about === about);
  const usual = { cases: [USUAL] };
  const steps = [
    { ...usual, callers: TELLING, questions: own },
    { ...usual, callers: CALLERS, questions: own },
    { cases: CASES, callers: READERS, questions: BY_AGREEMENT },
    { ...usual, callers: CALLERS, questions: QUESTIONS },
  ]
    .filter(({ questions }) => questions.length > 0)
    // of what changes nothing the whole matrix need not be asked
    .slice(0, EQUIVALENT.has(name) ? 2 : 4);
  for (const step of steps) {
    const { failures } = await run(tx, step, 'first');
    if (failures[0] !== undefined) return failures[0];
  }
  return null;
}

class PutBack extends Error {}

async function tryOut(
  database: Database,
  mutant: Mutant,
  allowed: ReadonlySet<string>,
): Promise<Verdict> {
  let killedBy: string | null = null;
  await asOwner(database, async (tx) => {
    await tx.unsafe(mutant.sql).catch((error: unknown) => {
      throw new Error(`${mutant.name} is not SQL: ${String(error)}\n${mutant.sql}`);
    });
    // what cannot answer any more has been noticed too
    killedBy = await noticed(tx, mutant, allowed).catch((error: unknown) => String(error));
    throw new PutBack();
  }).catch((error: unknown) => {
    if (!(error instanceof PutBack)) throw error;
  });
  return { mutant, killedBy, equivalent: EQUIVALENT.get(mutant.name) ?? null };
}

export const makeMatrix = (database: Database): Promise<void> =>
  asOwner(database, async (tx) => {
    await makeMachine(tx);
    await buildWorld(tx);
  });

export const listMutants = (database: Database): Promise<Mutant[]> =>
  asOwner(database, async (tx) => [
    ...(await policyMutants(tx)),
    ...(await viewMutants(tx)),
    ...(await functionMutants(tx)),
    ...(await grantMutants(tx)),
  ]);

/** Tries them out, one after the other. @param told what is to happen with each verdict */
export async function loosen(
  database: Database,
  mutants: readonly Mutant[],
  told: (verdict: Verdict) => void = () => undefined,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const allowed = await asOwner(
    database,
    async (tx) => new Set(expectedPrivileges(await readColumns(tx))),
  );
  for (const mutant of mutants) {
    const verdict = await tryOut(database, mutant, allowed);
    told(verdict);
    verdicts.push(verdict);
  }
  return verdicts;
}

/** Counts and names, in words. */
export function summary(verdicts: readonly Verdict[]) {
  const names = (kept: readonly Verdict[]) => kept.map(({ mutant }) => mutant.name);
  const expected = verdicts.filter(({ equivalent }) => equivalent !== null);
  const real = verdicts.filter(({ equivalent }) => equivalent === null);
  const survived = real.filter(({ killedBy }) => killedBy === null);
  return {
    text:
      `${real.length - survived.length} of ${real.length} mutants killed; ` +
      `${expected.length} more change nothing (equivalent.ts says why)`,
    survived: names(survived),
    /** Listed as changing nothing, and yet noticed. */
    noticed: names(expected.filter(({ killedBy }) => killedBy !== null)),
  };
}

if (import.meta.main) {
  const { openDatabase } = await import('#test/support/databases.ts');
  const { database, remove } = await openDatabase();
  await makeMatrix(database);
  const words = process.argv.slice(2).join(' ');
  const all = await listMutants(database);
  const verdicts = await loosen(
    database,
    all.filter(({ name }) => name.includes(words)),
    ({ mutant, killedBy, equivalent }) =>
      console.log(
        killedBy === null
          ? `${equivalent === null ? 'SURVIVED' : 'as it was'} ${mutant.name}`
          : `killed    ${mutant.name}\n          ${killedBy}`,
      ),
  );
  console.log(summary(verdicts).text);
  await remove();
}
