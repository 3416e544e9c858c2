/** The sample's people, its host, and what its agencies have agreed to share. */
import { SAMPLE_AGREEMENTS } from '#data/agreements.ts';
import { SAMPLE_HOST, SAMPLE_PEOPLE } from '#data/people.ts';
import { insertAccount, putMembership, setHost } from '../../auth/people/account_queries.ts';
import type { OwnerTx, Viewer } from '../../db/as_agency.ts';
import { listAgencies } from '../../agencies/queries.ts';
import { acceptAgreement, insertAgreement } from '../../sharing/queries.ts';
import { sampleAccount } from './queries.ts';

/** Writes them once; a load that is taken up again finds them. Returns the host's first person. */
export async function loadPeople(tx: OwnerTx): Promise<Viewer> {
  const agencies = await listAgencies(tx);
  const idOf = (slug: string): number => {
    const agency = agencies.find((one) => one.slug === slug);
    if (!agency) throw new Error(`the sample has an agency ${slug}`);
    return agency.id;
  };
  const agencyId = idOf(SAMPLE_HOST);
  const known = await sampleAccount(tx, agencyId);
  if (known) return { accountId: known, agencyId };
  for (const { name, agency, roles } of SAMPLE_PEOPLE) {
    const accountId = await insertAccount(tx, { name, email: null, sample: true });
    await putMembership(tx, { accountId, agencyId: idOf(agency), roles });
  }
  await setHost(tx, agencyId);
  const host = await sampleAccount(tx, agencyId);
  if (!host) throw new Error('the host has a person');
  for (const { provider, ...terms } of SAMPLE_AGREEMENTS) {
    const providerId = idOf(provider);
    const agreementId = await insertAgreement(tx, providerId, {
      ...terms,
      providerId,
      recipientId: null,
    });
    const parties = terms.audience === 'public' ? [providerId] : agencies.map(({ id }) => id);
    for (const party of parties)
      await acceptAgreement(tx, { agreementId, agencyId: party, accountId: host });
  }
  return { accountId: host, agencyId };
}
