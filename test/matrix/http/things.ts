/** Things that routes are about, made by the owner of the tables: of whichever agency, and as many as are called for. */
import { asOwner, type OwnerTx } from '#api/db/as_agency.ts';
import { insertSession } from '#api/auth/sessions/queries.ts';
import { newToken } from '#api/auth/tokens/token.ts';
import { logCsv } from '#test/support/factories.ts';
import type { TestApp } from '#test/support/test_app.ts';
import type { Person } from '#test/support/people.ts';
import { signIn } from '#test/support/sign_in.ts';

let made = 0;
/** A name that nothing has yet. */
export const fresh = (word: string): string => `${word}-${++made}`;

async function idOf(rows: Promise<readonly { readonly id: number }[]>): Promise<number> {
  const [row] = await rows;
  if (!row) throw new Error('insert returned nothing');
  return row.id;
}

const hotspot = async (tx: OwnerTx, agencyId: number) => {
  const id = await idOf(tx<{ id: number }[]>`
    insert into hotspot (agency_id, name, resolution, cells)
    values (${agencyId}, ${fresh('hotspot')}, 8, array[613096925155295231])
    returning id`);
  await tx`
    insert into hotspot_evidence (hotspot_id, take, agency_id, resolution, cells, facts)
    values (
      ${id}, 1, ${agencyId}, 8, array[613096925155295231],
      '{"from": "2025-06-01", "to": "2025-06-30", "kinds": [], "types": [], "agencies": [], "as_of": "2025-07-01T00:00:00Z", "method": "by hand"}')`;
  return id;
};
const action = async (tx: OwnerTx, agencyId: number) =>
  idOf(tx<{ id: number }[]>`
    insert into action (hotspot_id, agency_id, person, what, starts_on, due_on, measure, baseline, target)
    values (
      ${await hotspot(tx, agencyId)}, ${agencyId}, 'P', ${fresh('action')}, '2025-06-01', '2025-07-01', 'M', 1, 0)
    returning id`);

export const makeHotspot = (testApp: TestApp, agencyId: number) =>
  asOwner(testApp.database, (tx) => hotspot(tx, agencyId));
export const makeAction = (testApp: TestApp, agencyId: number) =>
  asOwner(testApp.database, (tx) => action(tx, agencyId));
export const makeMilestone = (testApp: TestApp, agencyId: number) =>
  asOwner(testApp.database, async (tx) => {
    const of = await action(tx, agencyId);
    const id = await idOf(tx<{ id: number }[]>`
      insert into milestone (action_id, title, due_on) values (${of}, 'T', '2025-06-15') returning id`);
    return { id: String(of), milestone: String(id) };
  });
/** On an action of one agency, by another. */
export const makeProposal = (testApp: TestApp, ownerId: number, proposerId: number) =>
  asOwner(testApp.database, async (tx) => {
    const of = await action(tx, ownerId);
    const id = await idOf(tx<{ id: number }[]>`
      insert into action_proposal (action_id, agency_id, version, changes)
      values (${of}, ${proposerId}, 1, '{"person": "Q"}')
      returning id`);
    return { id: String(of), proposal: String(id) };
  });
export const makeView = (testApp: TestApp, agencyId: number) =>
  asOwner(testApp.database, (tx) =>
    idOf(tx<{ id: number }[]>`
      insert into saved_view (agency_id, name, query) values (${agencyId}, ${fresh('view')}, '') returning id`),
  );

/** A feed that has sent all of a quarter but May: what a partner asks for. */
export const makeOwed = (testApp: TestApp, agencyId: number) =>
  asOwner(testApp.database, async (tx) => {
    const slug = fresh('feed');
    const dataset = await idOf(tx<{ id: number }[]>`
      insert into dataset (agency_id, slug, name) values (${agencyId}, ${slug}, 'Feed') returning id`);
    const file = await idOf(tx<{ id: number }[]>`
      insert into import (agency_id, dataset_id, file_name, file_sha256, file_bytes, dry_run, state)
      values (${agencyId}, ${dataset}, 'file.csv', '', 1, false, 'done')
      returning id`);
    await tx`
      insert into delivery (dataset_id, month, import_id, rows)
      select ${dataset}, month::date, ${file}, 1
      from unnest(array['2025-04-01', '2025-06-01']) month`;
    const [agency] = await tx<{ slug: string }[]>`select slug from agency where id = ${agencyId}`;
    return { agency: agency?.slug ?? '', dataset: slug, quarter: '2025-Q2' };
  });

/** Of an account, to every area. */
export const makeSubscription = (testApp: TestApp, agencyId: number, accountId: string) =>
  asOwner(testApp.database, async (tx) => {
    await tx`delete from subscription where account_id = ${accountId}`;
    return idOf(tx<{ id: number }[]>`
      insert into subscription (account_id, agency_id, kinds, made_at)
      values (${accountId}, ${agencyId}, '{asb}', ${testApp.now()})
      returning id`);
  });

/** In force from today; accepted by whoever `accepted` names. */
export const makeAgreement = (
  testApp: TestApp,
  terms: {
    readonly provider: number;
    /** Null: all partners. */
    readonly recipient: number | null;
    readonly accepted: readonly number[];
  },
) =>
  asOwner(testApp.database, async (tx) => {
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

/** A person of the agency, signed in somewhere. */
export const makePerson = async (testApp: TestApp, agencyId: number): Promise<string> => {
  const person = { name: fresh('person'), agency: '', roles: ['reader'] } as const;
  return (await signIn(testApp.database, person, agencyId)).viewer.accountId;
};

/** A session of the account's (of a new person's of the agency, for the operator, who has none). */
export async function makeSession(
  testApp: TestApp,
  agencyId: number,
  account: string | null,
): Promise<string> {
  const accountId = account ?? (await makePerson(testApp, agencyId));
  return asOwner(testApp.database, (tx) =>
    insertSession(tx, {
      hash: newToken('script').hash,
      accountId,
      agencyId,
      kind: 'script',
      label: 'another',
      strong: true,
      vouchedBy: null,
      now: testApp.now(),
      expiresAt: new Date(testApp.now().getTime() + 3_600_000),
    }),
  );
}

export const makePasskey = (testApp: TestApp, accountId: string) =>
  asOwner(testApp.database, (tx) =>
    idOf(tx<{ id: number }[]>`
      insert into passkey (account_id, credential, public_key, counter, transports, label, created_at)
      values (${accountId}, ${`${fresh('credential')}-0123456789`}, ${Buffer.from('key')}, 0, '{}', 'K', now())
      returning id`),
  );

export const makeInvitation = (testApp: TestApp, agencyId: number) =>
  asOwner(testApp.database, (tx) =>
    idOf(tx<{ id: number }[]>`
      insert into invitation (token_hash, kind, agency_id, roles, email, name, created_at, expires_at)
      values (
        ${newToken('script').hash}, 'person', ${agencyId}, '{reader}', ${`${fresh('somebody')}@example.org`}, 'N',
        ${testApp.now()}, ${new Date(testApp.now().getTime() + 3_600_000)})
      returning id`),
  );

/** A file that was looked at and has not come in. */
export async function makeDryRun(testApp: TestApp, as: Person): Promise<number> {
  const { id } = await testApp.importFile(logCsv([{ reference: fresh('row') }]), {
    as,
    dryRun: true,
  });
  return id;
}
