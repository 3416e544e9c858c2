/** /api/agreements: propose, accept, leave, revoke. The database refuses what another agency has to decide. */
import { z } from '@hono/zod-openapi';
import { access, mayOf, route } from '../http/access.ts';
import { audit } from '../audit/queries.ts';
import { Agreement, NewAgreement, Revocation } from '../contract/agreements.ts';
import { IdParam } from '../contract/common.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import type { ClosingServices } from '../closed_months/services.ts';
import { body, json, router } from '../http/router.ts';
import { listAgencies } from '../agencies/queries.ts';
import { Problem } from '../http/problem.ts';
import { asMember, asViewer } from '../http/transaction.ts';
import { daysBetween, mayDo, reminderOn, stateOn, undecided } from './agreement_state.ts';
import {
  acceptAgreement,
  insertAgreement,
  leaveAgreement,
  readToday,
  revokeAgreement,
  selectAgreements,
} from './queries.ts';

const one = (description: string) => json(Agreement, description);
const list = route(access('agreements.read', 'partnership'), {
  method: 'get',
  path: '/agreements',
  operationId: 'listAgreements',
  tags: ['agreements'],
  responses: {
    200: json(z.object({ agreements: z.array(Agreement) }), 'All agreements, newest first'),
  },
});
const propose = route(access('agreements.manage', 'own_agency'), {
  method: 'post',
  path: '/agreements',
  operationId: 'createAgreement',
  tags: ['agreements'],
  request: { body: body(NewAgreement) },
  responses: { 201: one('Proposed, and accepted for one’s own agency') },
});
const accept = route(access('agreements.manage', 'own_agency'), {
  method: 'post',
  path: '/agreements/{id}/acceptance',
  operationId: 'acceptAgreement',
  tags: ['agreements'],
  request: { params: IdParam },
  responses: { 200: one('Accepted for one’s own agency') },
});
const leave = route(access('agreements.manage', 'own_agency'), {
  method: 'delete',
  path: '/agreements/{id}/acceptance',
  operationId: 'leaveAgreement',
  tags: ['agreements'],
  request: { params: IdParam },
  responses: { 200: one('One’s own agency has left; the others keep it') },
});
const revoke = route(access('agreements.manage', 'own_agency'), {
  method: 'post',
  path: '/agreements/{id}/revocation',
  operationId: 'revokeAgreement',
  tags: ['agreements'],
  request: { params: IdParam, body: body(Revocation) },
  responses: { 200: one('Over, from this moment, for everyone') },
});

export const agreementRoutes = (services: ClosingServices) => {
  /** As a caller of `own` (an agency's slug) sees them; `manages` when they may act for it. */
  const readAll = async (
    tx: AgencyTx,
    own: string,
    manages: boolean,
    id: number | null = null,
  ): Promise<Agreement[]> => {
    const rows = await selectAgreements(tx, id);
    const agencies = (await listAgencies(tx)).map(({ slug }) => slug);
    const today = await readToday(tx);
    return rows.map((row) => ({
      ...row,
      state: stateOn(row, today),
      waiting_for: undecided(row, agencies),
      reminder: reminderOn(row, today),
      days_left: daysBetween(today, row.ends_on),
      may: manages
        ? mayDo(row, own, agencies, today)
        : { accept: false, revoke: false, leave: false },
    }));
  };
  const readOne = async (tx: AgencyTx, own: string, id: number): Promise<Agreement> => {
    const [agreement] = await readAll(tx, own, true, id);
    if (!agreement) throw new Problem('not_found');
    return agreement;
  };
  /** Throws Problem `agreement_closed` with what stands now. */
  const mustMay = (agreement: Agreement, what: keyof Agreement['may']): void => {
    if (!agreement.may[what]) throw new Problem('agreement_closed', { current: agreement });
  };
  /** Another decision came first, between reading and writing. */
  const closed = async (tx: AgencyTx, own: string, id: number): Promise<Problem> =>
    new Problem('agreement_closed', { current: await readOne(tx, own, id) });

  return router()
    .openapi(list, async (c) => {
      const own = c.get('principal')?.agency ?? '';
      const manages = mayOf(c, 'agreements.manage');
      const agreements = await asViewer(services, c, (tx) => readAll(tx, own, manages));
      return c.json({ agreements }, 200);
    })
    .openapi(propose, async (c) => {
      const terms = c.req.valid('json');
      const own = c.get('principal')?.agency ?? '';
      const agreement = await asMember(services, c, async (tx, agencyId) => {
        const agencies = await listAgencies(tx);
        const idOf = (slug: string): number => {
          const found = agencies.find((agency) => agency.slug === slug);
          if (!found) throw new Problem('unknown_agency');
          return found.id;
        };
        if (terms.provider !== own && terms.recipient !== own)
          throw new Problem('not_your_agency', {
            detail: 'One of the two must be your own agency: nobody agrees for others.',
          });
        const id = await insertAgreement(tx, agencyId, {
          providerId: idOf(terms.provider),
          audience: terms.audience,
          recipientId: terms.recipient === null ? null : idOf(terms.recipient),
          level: terms.level,
          kinds: terms.kinds,
          maxSensitivity: terms.max_sensitivity,
          resolution: terms.resolution,
          threshold: terms.threshold,
          purpose: terms.purpose,
          legalBasis: terms.legal_basis,
          startsOn: terms.starts_on,
          endsOn: terms.ends_on,
          reviewOn: terms.review_on,
        });
        await acceptAgreement(tx, {
          agreementId: id,
          agencyId,
          accountId: c.get('principal')?.accountId ?? '',
        });
        const made = await readOne(tx, own, id);
        await audit(tx, auditLine('agreement.proposed', made, agencies));
        return made;
      });
      // one with the public acts at once
      await services.closing.run();
      return c.json(agreement, 201);
    })
    .openapi(accept, async (c) => {
      const { id } = c.req.valid('param');
      const own = c.get('principal')?.agency ?? '';
      const agreement = await asMember(services, c, async (tx, agencyId) => {
        mustMay(await readOne(tx, own, id), 'accept');
        const accountId = c.get('principal')?.accountId ?? '';
        if (!(await acceptAgreement(tx, { agreementId: id, agencyId, accountId })))
          throw await closed(tx, own, id);
        const made = await readOne(tx, own, id);
        await audit(tx, auditLine('agreement.accepted', made, await listAgencies(tx)));
        return made;
      });
      // what it gives is counted before anybody looks
      await services.closing.run();
      return c.json(agreement, 200);
    })
    .openapi(leave, async (c) => {
      const { id } = c.req.valid('param');
      const own = c.get('principal')?.agency ?? '';
      const agreement = await asMember(services, c, async (tx, agencyId) => {
        mustMay(await readOne(tx, own, id), 'leave');
        if (!(await leaveAgreement(tx, id, agencyId))) throw await closed(tx, own, id);
        const made = await readOne(tx, own, id);
        await audit(tx, auditLine('agreement.left', made, await listAgencies(tx)));
        return made;
      });
      return c.json(agreement, 200);
    })
    .openapi(revoke, async (c) => {
      const { id } = c.req.valid('param');
      const { why } = c.req.valid('json');
      const own = c.get('principal')?.agency ?? '';
      const agreement = await asMember(services, c, async (tx, agencyId) => {
        mustMay(await readOne(tx, own, id), 'revoke');
        if (!(await revokeAgreement(tx, id, agencyId, why))) throw await closed(tx, own, id);
        const made = await readOne(tx, own, id);
        await audit(tx, auditLine('agreement.revoked', made, await listAgencies(tx)));
        return made;
      });
      return c.json(agreement, 200);
    });
};

/** Every agency that it is about sees the line. */
const auditLine = (
  event: string,
  agreement: Agreement,
  agencies: readonly { readonly id: number; readonly slug: string }[],
) => {
  const { provider, recipient, audience, level, kinds, max_sensitivity, ends_on } = agreement;
  const about = {
    agreement: agreement.id,
    provider,
    recipient,
    audience,
    level,
    kinds,
    max_sensitivity,
    ends_on,
  };
  const concerned = agencies.filter(({ slug }) =>
    audience === 'agency' ? slug === provider || slug === recipient : true,
  );
  return { event, outcome: 'done' as const, concerns: concerned.map(({ id }) => id), about };
};
