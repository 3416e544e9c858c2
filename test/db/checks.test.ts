/** sql/checks: queries that must return no rows. And what SQL and TypeScript both say must be the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { cellToChildren, cellToParent, latLngToCell } from 'h3-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeOfKind,
  codeOfType,
  INCIDENT_TYPES,
  type Kind,
  KIND_OF_CODE,
  KINDS,
  SWEEP_TYPE_ID,
} from '#api/contract/kinds.ts';
import { OPERATIONS, PERMISSIONS, ROLES } from '#api/contract/permissions.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { withDatabase } from '#test/support/databases.ts';

const database = await withDatabase();
const folder = new URL('../../sql/checks/', import.meta.url);

describe('Every table arrives whole', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.sql'))) {
    it(`${name.replace('.sql', '').replaceAll('_', ' ')}: none`, async () => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      expect(await asOwner(database, (tx) => tx.unsafe(text))).toEqual([]);
    });
  }

  it('and a table that does not is found out by each check that concerns it', async () => {
    const found: string[] = [];
    const undone = asOwner(database, async (tx) => {
      await tx`create table bare (agency_id smallint references agency)`;
      await tx.unsafe(
        `create function loose() returns int language sql security definer as 'select 1'`,
      );
      for (const name of readdirSync(folder)) {
        const rows = await tx.unsafe(readFileSync(new URL(name, folder), 'utf8'));
        if (rows.length > 0) found.push(name);
      }
      throw new Error('put it back');
    });
    await expect(undone).rejects.toThrow('put it back');
    expect(found.sort()).toEqual(readdirSync(folder).sort());
  });
});

describe('SQL and TypeScript say the same', () => {
  it('the types of incident', async () => {
    const stored = await asOwner(
      database,
      (tx) =>
        tx`select id, kind, slug, label from incident_type where id <> ${SWEEP_TYPE_ID} order by id`,
    );
    expect(stored.map((row) => ({ ...row }))).toEqual([...INCIDENT_TYPES]);
  });

  it('what each role may do', async () => {
    const stored = await asOwner(
      database,
      (tx) => tx<{ role: string; operation: string }[]>`select role, operation from permission`,
    );
    const pairs = ROLES.flatMap((role) =>
      PERMISSIONS[role].map((operation) => `${role} ${operation}`),
    );
    expect(stored.map(({ role, operation }) => `${role} ${operation}`).sort()).toEqual(
      pairs.sort(),
    );
    // none of them is nobody's, and each operation is somebody's
    expect([...new Set(stored.map(({ operation }) => operation))].sort()).toEqual(
      [...OPERATIONS].sort(),
    );
  });

  it('which roles there are', async () => {
    // a transaction for each role, undone: the embedded database has no savepoints to be relied on
    const isTaken = (role: string) =>
      asOwner(database, async (tx): Promise<boolean> => {
        const [account] = await tx<{ id: string }[]>`
          insert into account (name) values ('A') returning id`;
        const [agency] = await tx<{ id: number }[]>`
          insert into agency (slug, name, kind) values ('a', 'A', 'other') returning id`;
        await tx`
          insert into membership (account_id, agency_id, roles)
          values (${account?.id ?? null}, ${agency?.id ?? null}, ${[role]}::text[])`;
        throw new Error('taken, and undone');
      }).catch((error: unknown) => String(error).includes('taken, and undone'));
    const taken: string[] = [];
    for (const role of [...ROLES, 'owner_of_all', '']) if (await isTaken(role)) taken.push(role);
    expect(taken).toEqual([...ROLES]);
  });

  it('the kind of each type, by its number; a search that found nothing goes with the needles', async () => {
    const stored = await asOwner(
      database,
      (tx) => tx<{ id: number; kind: Kind; by_type: number; by_kind: number | null }[]>`
        select id, kind, id / 20 as by_type, kind_code(kind) as by_kind
        from incident_type
        order by id`,
    );
    expect(stored).toHaveLength(INCIDENT_TYPES.length + 1);
    for (const { id, kind, by_type, by_kind } of stored) {
      expect([id, codeOfType(id)]).toEqual([id, by_type]);
      if (id === SWEEP_TYPE_ID) {
        expect([by_type, by_kind]).toEqual([codeOfKind('needle_find'), null]);
        continue;
      }
      expect([id, by_kind, codeOfKind(kind)]).toEqual([id, by_type, by_type]);
      expect([id, KIND_OF_CODE[by_type]]).toEqual([id, kind]);
    }
    expect([...KIND_OF_CODE].sort()).toEqual([...KINDS].sort());
  });

  const asBigint = (cell: string) => BigInt(`0x${cell}`);
  const cells = fc
    .record({
      // Britain and Ireland, and the world: a pentagon or a far base cell must not matter
      lat: fc.oneof(
        fc.double({ min: 49.8, max: 61, noNaN: true }),
        fc.double({ min: -85, max: 85, noNaN: true }),
      ),
      lng: fc.oneof(
        fc.double({ min: -8, max: 2, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
      ),
    })
    .map(({ lat, lng }) => latLngToCell(lat, lng, 12));

  it('which coarser cell a cell lies in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cells, fc.integer({ min: 0, max: 12 })), {
          minLength: 1,
          maxLength: 200,
        }),
        async (asked) => {
          const rows = await asOwner(
            database,
            (tx) => tx<{ coarser: bigint }[]>`
            select coarser(cell, resolution)
            from unnest(
              ${asked.map(([cell]) => String(asBigint(cell)))}::bigint[],
              ${asked.map(([, resolution]) => resolution)}::int[]
            ) with ordinality as asked (cell, resolution, n)
            order by n`,
          );
          expect(rows.map((row) => row.coarser)).toEqual(
            asked.map(([cell, resolution]) => asBigint(cellToParent(cell, resolution))),
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  it('the first and last resolution-12 cell under a cell: its descendants lie between', async () => {
    await fc.assert(
      fc.asyncProperty(cells, fc.integer({ min: 8, max: 11 }), async (cell, resolution) => {
        const parent = cellToParent(cell, resolution);
        const children = cellToChildren(parent, 12).map(asBigint);
        const [row] = await asOwner(
          database,
          (tx) => tx<{ first: bigint; last: bigint }[]>`
          select
            first_child(${String(asBigint(parent))}::bigint, ${resolution}) as first,
            last_child(${String(asBigint(parent))}::bigint, ${resolution}) as last`,
        );
        const sorted = children.toSorted((a, b) => (a < b ? -1 : 1));
        expect(row && row.first <= (sorted[0] ?? 0n)).toBe(true);
        expect(row && row.last >= (sorted.at(-1) ?? 0n)).toBe(true);
        // and nobody else's: the bounds themselves are under the parent
        const under = await asOwner(
          database,
          (tx) => tx<{ first: bigint; last: bigint }[]>`
          select
            coarser(${String(row?.first)}::bigint, ${resolution}) as first,
            coarser(${String(row?.last)}::bigint, ${resolution}) as last`,
        );
        expect(under[0]).toMatchObject({ first: asBigint(parent), last: asBigint(parent) });
      }),
      { numRuns: 25 },
    );
  });
});
