import { describe, expect, it } from 'vitest';
import { asOwner } from '#api/db/as_agency.ts';
import { withDatabase } from '#test/databases.ts';
import { CASES, USUAL } from './agreements.ts';
import { buildWorld } from './build_world.ts';
import { CALLERS } from './callers.ts';
import { makeMachine } from './machine.ts';
import { expectedPrivileges, readColumns, readPrivileges } from './privileges.ts';
import { READS } from './reads.ts';
import { run } from './run.ts';
import { WRITES } from './writes.ts';

const database = await withDatabase();
await asOwner(database, async (tx) => {
  await makeMachine(tx);
  await buildWorld(tx);
});

describe('x', () => {
  it('priv', async () => {
    const [a, b] = await asOwner(database, async (tx) => [
      await readPrivileges(tx),
      expectedPrivileges(await readColumns(tx)),
    ]);
    expect(a).toEqual(b);
  });
  it('usual', async () => {
    console.log(CALLERS.length, CASES.length, READS.length, WRITES.length);
    const t = performance.now();
    const r = await asOwner(database, (tx) =>
      run(tx, { cases: [USUAL], callers: CALLERS, questions: [...READS, ...WRITES] }),
    );
    console.log(r.probes, performance.now() - t, r.failures.length);
    console.log(r.failures.slice(0, 20).join('\n'));
  }, 600_000);
  it('agreements', async () => {
    const t = performance.now();
    const r = await asOwner(database, (tx) =>
      run(tx, { cases: CASES, callers: CALLERS, questions: READS.filter((q) => q.byAgreement) }),
    );
    console.log(r.probes, performance.now() - t, r.failures.length);
    console.log(r.failures.slice(0, 20).join('\n'));
  }, 600_000);
});
