/** Things that routes are about, made by the owner of the tables: of whichever agency, and as many as are called for. */
import { asOwner, type OwnerTx } from '#api/db/as_agency.ts';
import { logCsv } from '#test/factories.ts';
import type { TestHouse } from '#test/house.ts';
import type { Person } from '#test/people.ts';

let made = 0;
/** A name that nothing has yet. */
export const fresh = (word: string): string => `${word}-${++made}`;

async function idOf(rows: Promise<readonly { readonly id: number }[]>): Promise<number> {
  const [row] = await rows;
  if (!row) throw new Error('insert returned nothing');
  return row.id;
}

const hotspot = (tx: OwnerTx, agencyId: number) =>
  idOf(tx<{ id: number }[]>`
    insert into hotspot (agency_id, name, resolution, cells, evidence)
    values (
      ${agencyId}, ${fresh('hotspot')}, 8, array[613096925155295231],
      '{"from": "2025-06-01", "to": "2025-06-30", "kinds": [], "types": [], "agencies": [], "data_version": "1",
        "as_of": "2025-07-01T00:00:00Z", "method": "by hand"}')
    returning id`);
const action = async (tx: OwnerTx, agencyId: number) =>
  idOf(tx<{ id: number }[]>`
    insert into action (hotspot_id, agency_id, person, what, starts_on, due_on, measure, baseline, target)
    values (
      ${await hotspot(tx, agencyId)}, ${agencyId}, 'P', ${fresh('action')}, '2025-06-01', '2025-07-01', 'M', 1, 0)
    returning id`);

export const makeHotspot = (house: TestHouse, agencyId: number) =>
  asOwner(house.database, (tx) => hotspot(tx, agencyId));
export const makeAction = (house: TestHouse, agencyId: number) =>
  asOwner(house.database, (tx) => action(tx, agencyId));
export const makeMilestone = (house: TestHouse, agencyId: number) =>
  asOwner(house.database, async (tx) => {
    const of = await action(tx, agencyId);
    const id = await idOf(tx<{ id: number }[]>`
      insert into milestone (action_id, title, due_on) values (${of}, 'T', '2025-06-15') returning id`);
    return { id: String(of), milestone: String(id) };
  });
export const makeView = (house: TestHouse, agencyId: number) =>
  asOwner(house.database, (tx) =>
    idOf(tx<{ id: number }[]>`
      insert into saved_view (agency_id, name, query) values (${agencyId}, ${fresh('view')}, '') returning id`),
  );

/** In force from today; accepted by whoever `accepted` names. */
export const makeAgreement = (
  house: TestHouse,
  terms: {
    readonly provider: number;
    /** Null: all partners. */
    readonly recipient: number | null;
    readonly accepted: readonly number[];
  },
) =>
  asOwner(house.database, async (tx) => {
    const { provider, recipient, accepted } = terms;
    const id = await idOf(tx<{ id: number }[]>`
      insert into agreement (
        provider_id, audience, recipient_id, level, kinds, max_sensitivity, purpose, legal_basis,
        starts_on, ends_on, review_on, proposed_by)
      values (
        ${provider}, ${recipient === null ? 'partners' : 'agency'}, ${recipient}, 'point', '{alcohol}', 0, 'P', 'L',
        today() + 300, today() + 400, today() + 300, ${provider})
      returning id`);
    await tx`
      insert into agreement_party (agreement_id, agency_id, accepted_by)
      select ${id}, agency_id, (select id from account order by created_at, id limit 1)
      from unnest(${[...accepted]}::smallint[]) agency_id`;
    return id;
  });

/** A file that was looked at and has not come in. */
export async function makeDryRun(house: TestHouse, as: Person): Promise<number> {
  const { id } = await house.handIn(logCsv([{ reference: fresh('row') }]), { as, dryRun: true });
  return id;
}
