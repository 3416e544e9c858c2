/** A database that was used before it had a history: what was there begins it, and nothing of it is lost. */
import { expect, it } from 'vitest';
import { asOwner } from '#api/db/as_agency.ts';
import { migrate, readMigrations } from '#api/db/migrate.ts';
import { withDatabase } from '#test/support/databases.ts';

const database = { ...(await withDatabase({ own: true })), schema: 'earlier' };
const migrations = readMigrations();
const CHAPTERS = migrations.filter(({ name }) => name.startsWith('chapters/'));

it('each row has a first line, each hotspot its evidence with its hexagons; then history goes on', async () => {
  await migrate(database, CHAPTERS);
  await asOwner(database, async (tx) => {
    await tx`insert into agency (slug, name, kind) values ('a', 'A', 'council'), ('b', 'B', 'police')`;
    await tx`
      insert into hotspot (agency_id, name, resolution, cells, evidence)
      values (2, 'Place', 8, array[613096925155295231], '{"from": "2025-06-01"}')`;
    await tx`
      insert into hotspot_count (hotspot_id, provider_id, kind, sensitivity, n)
      values (1, 1, 0, 1, 9)`;
    await tx`
      insert into action (hotspot_id, agency_id, person, what, starts_on, due_on, measure, baseline, target)
      values (1, 1, 'P', 'W', '2025-01-01', '2025-02-01', 'M', 10, 5)`;
    await tx`
      insert into milestone (action_id, title, due_on)
      values (1, 'One', '2025-01-10'), (1, 'Two', '2025-01-20')`;
  });
  await migrate(database, migrations);
  const found = await asOwner(database, async (tx) => {
    await tx`update action set target = 1 where id = 1`;
    await tx`update milestone set title = 'Three' where id = 2`;
    return {
      lines: await tx<{ line: unknown[] }[]>`
        select jsonb_build_array(subject, subject_id, place, of_table, row_key, verb) as line
        from history
        where subject in ('hotspot', 'action')
        order by subject, place`,
      evidence: await tx<{ line: unknown[] }[]>`
        select jsonb_build_array(evidence.take, evidence.agency_id, evidence.cells = hotspot.cells, facts, n) as line
        from hotspot_evidence evidence
        join hotspot on hotspot.id = evidence.hotspot_id
        join hotspot_count using (hotspot_id, take)`,
    };
  });
  expect(found.lines.map(({ line }) => line)).toEqual([
    ['action', '1', 1, 'action', '', 'begin'],
    ['action', '1', 2, 'milestone', '1', 'begin'],
    ['action', '1', 3, 'milestone', '2', 'begin'],
    ['action', '1', 4, 'action', '', 'update'],
    ['action', '1', 5, 'milestone', '2', 'update'],
    ['hotspot', '1', 1, 'hotspot', '', 'begin'],
  ]);
  expect(found.evidence.map(({ line }) => line)).toEqual([[1, 2, true, { from: '2025-06-01' }, 9]]);
});
