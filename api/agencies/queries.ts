/** Agencies as stored. */
import type { Agency } from '../contract/partnership.ts';
import { asOwner, type OwnerTx } from '../db/as_agency.ts';
import type { Database, Tx } from '../db/connect.ts';
import { Problem } from '../http/problem.ts';

/** Throws Problem `unknown_agency`, which lists the names there are. */
export async function agencyBySlug(database: Database, slug: string): Promise<number> {
  const all = await asOwner(database, (tx) => listAgencies(tx));
  const found = all.find((agency) => agency.slug === slug);
  if (found) return found.id;
  const names = all.map((agency) => agency.slug).join(', ') || 'none yet';
  throw new Problem('unknown_agency', {
    detail: `No agency is called “${slug}”. There are: ${names}.`,
  });
}

/** Its id is 0 while there is no agency: 0 sees nothing. */
export const firstAgency = (database: Database): Promise<Pick<Agency, 'id' | 'slug'>> =>
  asOwner(database, async (tx) => (await listAgencies(tx))[0] ?? { id: 0, slug: '' });

export const listAgencies = (tx: Tx) => tx<Agency[]>`
  select id, slug, name, kind
  from agency
  order by id`;

export const addAgency = async (
  tx: OwnerTx,
  agency: Pick<Agency, 'slug' | 'name' | 'kind'>,
): Promise<number> => {
  const [row] = await tx<{ id: number }[]>`
    insert into agency (slug, name, kind)
    select ${agency.slug}, ${agency.name}, ${agency.kind}
    -- a refused one must not use up a number: there are 8,000
    where not exists (select from agency where slug = ${agency.slug})
    on conflict (slug) do nothing
    returning id`;
  if (row) return row.id;
  throw new Problem('invalid_input', {
    fields: [{ path: 'slug', message: `There is already an agency called “${agency.slug}”.` }],
  });
};

/** Throws Problem `unknown_agency`. */
export async function agencySlug(tx: OwnerTx, agencyId: number): Promise<string> {
  const [row] = await tx<{ slug: string }[]>`
    select slug
    from agency
    where id = ${agencyId}`;
  if (!row) throw new Problem('unknown_agency');
  return row.slug;
}
