/** Who may see and change what, in SQL: every caller × every case of agreements × everything that can be asked, held to an
 *  oracle that was written from the words of the rules. */
import { afterAll, describe, expect, it } from 'vitest';
import { asAgency, asOwner } from '#api/db/as_agency.ts';
import { PERMISSIONS, ROLES } from '#api/contract/permissions.ts';
import { withDatabase } from '#test/support/databases.ts';
import { agree } from './build_world.ts';
import { CASES, USUAL } from './agreements.ts';
import { CALLERS } from './callers.ts';
import { makeMatrix } from './loosen.ts';
import { may, pointKeys, readIncidents } from './oracle.ts';
import { OWNER_ONLY } from './owner_only.ts';
import {
  DEFINER_FUNCTIONS,
  expectedPrivileges,
  GRANTED,
  MEMBER,
  POINT_READER,
  readColumns,
  readPrivileges,
} from './privileges.ts';
import { READS } from './reads.ts';
import { run } from './run.ts';
import { callersFor } from './sampled.ts';
import { WRITES } from './writes.ts';

const database = await withDatabase({ own: true });
await makeMatrix(database);

let probes = 0;
afterAll(() => {
  console.log(
    `${CALLERS.length} callers × ${CASES.length} cases of agreements × ${READS.length + WRITES.length} questions: ${probes} probes`,
  );
});

describe('What members are granted', () => {
  it('is what privileges.ts says, column by column, and nothing else', async () => {
    const { given, due } = await asOwner(database, async (tx) => ({
      given: await readPrivileges(tx),
      due: expectedPrivileges(await readColumns(tx)),
    }));
    expect(given).toEqual(due);
    expect(given).toContain(`${MEMBER} select incident.cell`);
    expect(given).toContain(`${POINT_READER} select incident.geom`);
  });

  it('is all asked about', () => {
    const asked = new Set([...READS, ...WRITES].map(({ about }) => about));
    const granted = [...Object.keys(GRANTED), ...DEFINER_FUNCTIONS].filter(
      // what all the others rest on
      (name) => !['viewer_may', 'viewer_roles'].includes(name),
    );
    expect(
      granted.filter((name) => !asked.has(name)),
      'say in test/matrix/sql/reads.ts or writes.ts who may see or do what',
    ).toEqual([]);
  });

  it('goes by the roles that the application knows', async () => {
    const stored = await asOwner(
      database,
      (tx) => tx<{ role: string; operation: string }[]>`select role, operation from permission`,
    );
    const lines = (all: readonly { role: string; operation: string }[]) =>
      all.map(({ role, operation }) => `${role} ${operation}`).sort();
    const known = ROLES.flatMap((role) =>
      PERMISSIONS[role].map((operation) => ({ role, operation })),
    );
    expect(lines(stored)).toEqual(lines(known));
  });
});

describe('The matrix', () => {
  const questions = [...READS, ...WRITES];
  for (const about of new Set(questions.map((question) => question.about)))
    it(`${about}: everybody sees and changes what is theirs, and nothing else`, async () => {
      const asked = questions.filter((question) => question.about === about);
      const outcome = await asOwner(database, (tx) =>
        run(tx, {
          cases: [USUAL],
          callers: callersFor(CALLERS, about, asked, USUAL),
          questions: asked,
        }),
      );
      probes += outcome.probes;
      expect(outcome.failures).toEqual([]);
    });

  it('what is the owner’s alone shows nothing, even if it were granted by mistake', async () => {
    const outcome = await asOwner(database, async (tx) =>
      run(tx, { cases: [USUAL], callers: CALLERS, questions: await OWNER_ONLY(tx) }),
    );
    probes += outcome.probes;
    expect(outcome.failures).toEqual([]);
    expect(outcome.probes).toBeGreaterThan(CALLERS.length * 20);
  });

  const byAgreement = READS.filter((question) => question.byAgreement);
  for (const situation of CASES)
    it(`under “${situation.name}”`, async () => {
      const outcome = await asOwner(database, (tx) =>
        run(tx, {
          cases: [situation],
          callers: callersFor(CALLERS, 'agreements', byAgreement, situation),
          questions: byAgreement,
        }),
      );
      probes += outcome.probes;
      expect(outcome.failures).toEqual([]);
    });
});

describe('A member’s transaction, as the application makes it', () => {
  it('is each caller’s own: role, grants and rows', async () => {
    await asOwner(database, (tx) => agree(tx, USUAL));
    const seen = new Set<number>();
    for (const caller of CALLERS) {
      if (caller.account === null) continue;
      const viewer = {
        accountId: caller.account,
        agencyId: caller.agency ?? 0,
        ...(caller.phone ? { kind: 'phone' as const } : {}),
      };
      const [row] = await asAgency(
        database,
        viewer,
        (tx) => tx<{ role: string; keys: number[]; ids: number[] }[]>`
          select
            current_user::text as role,
            viewer_grants() as keys,
            array(select id::integer from incident order by id) as ids`,
      );
      const ids = readIncidents(caller, USUAL).map(({ id }) => id);
      expect([caller.name, { ...row }]).toEqual([
        caller.name,
        {
          role: may(caller, 'points.read') ? POINT_READER : MEMBER,
          keys: pointKeys(caller, USUAL),
          ids,
        },
      ]);
      seen.add(ids.length);
    }
    // nobody sees nothing, and not everybody sees the same
    expect(seen.has(0)).toBe(true);
    expect(seen.size).toBeGreaterThan(3);
  });

  it('without an agency has no rows: not an error, and not all', async () => {
    const counts = await asOwner(database, async (tx) => {
      const [all] = await tx<{ n: number }[]>`select count(*)::int as n from incident`;
      await tx`select set_config('role', ${MEMBER}, true)`;
      const [none] = await tx<{ n: number; agency: number | null; keys: number[] }[]>`
        select
          (select count(*)::int from incident) + (select count(*)::int from agency)
            + (select count(*)::int from action) + (select count(*)::int from account) as n,
          viewer_agency() as agency,
          viewer_grants() as keys`;
      return { all: all?.n ?? 0, none: { ...none } };
    });
    expect(counts.none).toEqual({ n: 0, agency: null, keys: [] });
    expect(counts.all).toBeGreaterThan(100);
  });
});
