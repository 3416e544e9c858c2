/** What to send to a route so that it has something to do: valid input, of the caller's own agency, made anew for each
 *  call; and the same about another agency's. A route that is not here is called with nothing and is expected to answer
 *  that something is missing; only one that acts for one's own agency on a numbered thing has to be here. */
import { cellToChildren, latLngToCell } from 'h3-js';
import { logCsv, newFind } from '#test/support/factories.ts';
import { formOf, type TestApp } from '#test/support/test_app.ts';
import { AGENCIES, alice, bob, chelsea, type Person } from '#test/support/people.ts';
import type { Caller } from './callers.ts';
import {
  fresh,
  makeAction,
  makeAgreement,
  makeDryRun,
  makeHotspot,
  makeInvitation,
  makeMilestone,
  makeOwed,
  makePasskey,
  makePerson,
  makeProposal,
  makeSession,
  makeSubscription,
  makeView,
} from './things.ts';

export interface Input {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: FormData;
}
export interface Example {
  readonly own: (testApp: TestApp, caller: Caller) => Promise<Input> | Input;
  readonly answers: number | ((caller: Caller) => number);
  /** About what is another agency's, and how that is refused; `null` where nobody can name what is another's. */
  readonly others?: {
    readonly input: (testApp: TestApp, caller: Caller) => Promise<Input> | Input;
    /** 404 where it must not be known that there is such a thing; else what the role meets. */
    readonly answers: number | ((caller: Caller) => number);
  } | null;
}

const personOf = (caller: Caller): Person => (caller.agency === bob.agency ? bob : alice);
/** Chelsea's: neither Alice's nor Bob's agency. */
const theirs = (testApp: TestApp): number => testApp.agencyId(chelsea);
const numbered = (id: number) => ({ path: { id: String(id) } });
const seen = { 'if-match': '"1"' };

const CELL = latLngToCell(52.190512, -2.220831, 8);
const isOperator = (caller: Caller) => caller.kind === 'operator';
const assigns = (caller: Caller) =>
  caller.roles.some((role) => role === 'analyst' || role === 'tasking');

const square = {
  type: 'Polygon',
  coordinates: [
    [
      [-2.3, 52.1],
      [-2.1, 52.1],
      [-2.1, 52.3],
      [-2.3, 52.1],
    ],
  ],
};
const proposal = {
  name: 'A place',
  resolution: 8,
  cells: [CELL],
  from: '2025-06-01',
  to: '2025-06-30',
};
const assignment = (hotspot: number, agency: string) => ({
  hotspot_id: hotspot,
  agency,
  person: 'P',
  what: 'W',
  starts_on: '2025-06-01',
  due_on: '2025-07-01',
  measure: 'M',
  baseline: 1,
  target: 0,
});
const terms = (provider: string, recipient: string) => ({
  provider,
  audience: 'agency',
  recipient,
  level: 'point',
  kinds: ['alcohol'],
  max_sensitivity: 0,
  purpose: 'P',
  legal_basis: 'L',
  starts_on: '2099-01-01',
  ends_on: '2099-12-31',
  review_on: '2099-06-01',
});
const other = (caller: Caller): string =>
  AGENCIES.find(({ slug }) => slug !== caller.agency && slug !== chelsea.agency)?.slug ?? '';

/** On an action: one's own agency's; another's, `proposed` says what becomes of it for those who assign actions. */
const onAction = (
  answers: number,
  proposed: number,
  input: (testApp: TestApp, agencyId: number) => Promise<Input>,
): Example => ({
  own: (testApp, caller) => input(testApp, caller.agencyId),
  answers,
  others: {
    input: (testApp) => input(testApp, theirs(testApp)),
    answers: (caller) => (assigns(caller) ? proposed : 403),
  },
});
/** On a proposal: one's own agency's to decide, or to withdraw; of two other agencies', nobody else's. */
const onProposal = (about: Input, whose: 'owner' | 'proposer'): Example => {
  const make = async (testApp: TestApp, own: number, other: number) => ({
    ...about,
    path:
      whose === 'owner'
        ? await makeProposal(testApp, own, other)
        : await makeProposal(testApp, other, own),
  });
  return {
    own: (testApp, caller) => make(testApp, caller.agencyId, theirs(testApp)),
    answers: 200,
    others: {
      input: (testApp, caller) => make(testApp, theirs(testApp), anotherId(testApp, caller)),
      answers: 403,
    },
  };
};
/** Of a person: what lets somebody in asks for a browser and a recent sign-in, except of the operator. */
const inBrowser = (caller: Caller): boolean => caller.kind === 'browser';
const ofPerson = (answers: number, delicate: boolean, json?: unknown): Example => {
  const about = (id: string) => ({ path: { id }, ...(json === undefined ? {} : { json }) });
  const lets = (caller: Caller) => !delicate || inBrowser(caller) || isOperator(caller);
  return {
    own: async (testApp, caller) => about(await makePerson(testApp, caller.agencyId)),
    answers: (caller) => (lets(caller) ? answers : 403),
    others: {
      input: async (testApp) => about(await makePerson(testApp, theirs(testApp))),
      answers: (caller) => (lets(caller) ? 404 : 403),
    },
  };
};
const ofDryRun = (answers: number, about: Omit<Input, 'path'> = {}): Example => ({
  own: async (testApp, caller) => ({
    ...numbered(await makeDryRun(testApp, personOf(caller))),
    ...about,
  }),
  answers,
  others: {
    input: async (testApp) => ({ ...numbered(await makeDryRun(testApp, chelsea)), ...about }),
    answers: 404,
  },
});

export const EXAMPLES: Readonly<Record<string, Example>> = {
  // the partnership
  'POST /api/agencies': {
    own: () => ({ json: { slug: fresh('agency'), name: 'A', kind: 'other' } }),
    answers: 201,
  },
  'POST /api/areas': {
    own: () => ({
      json: {
        kind: 'custom',
        source: 'made up',
        collection: {
          type: 'FeatureCollection',
          features: [{ properties: { name: fresh('area') }, geometry: square }],
        },
      },
    }),
    answers: 201,
  },
  'GET /api/areas/{slug}': { own: () => ({ path: { slug: 'old-town' } }), answers: 200 },
  // files
  'POST /api/imports': {
    own: (_testApp, caller) => ({
      form: formOf(logCsv([{}]), { as: personOf(caller), dryRun: true }),
    }),
    answers: 202,
    others: {
      input: () => ({ form: formOf(logCsv([{}]), { as: chelsea, dryRun: true }) }),
      answers: (caller) => (isOperator(caller) ? 202 : 403),
    },
  },
  'GET /api/imports/{id}': ofDryRun(200),
  'GET /api/imports/{id}/rejects': ofDryRun(200),
  'POST /api/imports/{id}/commit': ofDryRun(202),
  'DELETE /api/imports/{id}': ofDryRun(200),
  'PUT /api/imports/{id}/mapping': ofDryRun(202, {
    json: {
      columns: {
        started: 'Date',
        category: 'Category',
        latitude: 'Latitude',
        longitude: 'Longitude',
      },
      kind: 'asb',
      types: {},
      dayOrder: 'iso',
    },
  }),
  // people
  'POST /api/first-administrator': {
    own: () => ({}),
    // the operator's only
    answers: (caller) => (isOperator(caller) ? 201 : 403),
  },
  'PATCH /api/people/{id}': ofPerson(200, true, { roles: ['owner'] }),
  'POST /api/people/{id}/end': ofPerson(200, false),
  'POST /api/people/{id}/disable': ofPerson(200, false),
  'POST /api/people/{id}/enable': ofPerson(200, true),
  'POST /api/people/{id}/reset': ofPerson(201, true),
  'DELETE /api/people/invitations/{id}': {
    own: async (testApp, caller) => numbered(await makeInvitation(testApp, caller.agencyId)),
    answers: 204,
    others: {
      input: async (testApp) => numbered(await makeInvitation(testApp, theirs(testApp))),
      answers: 404,
    },
  },
  'DELETE /api/sessions/{id}': {
    own: async (testApp, caller) => ({
      path: {
        id: await makeSession(
          testApp,
          caller.agencyId,
          isOperator(caller) ? null : caller.accountId,
        ),
      },
    }),
    answers: 204,
    others: {
      input: async (testApp) => ({
        path: { id: await makeSession(testApp, theirs(testApp), null) },
      }),
      answers: 404,
    },
  },
  'DELETE /api/me/ways/passkeys/{id}': {
    own: async (testApp, caller) =>
      isOperator(caller) ? {} : numbered(await makePasskey(testApp, caller.accountId ?? '')),
    // the caller has no other way in: the last stays
    answers: (caller) => (inBrowser(caller) ? 409 : 403),
    others: {
      input: async (testApp) =>
        numbered(await makePasskey(testApp, await makePerson(testApp, theirs(testApp)))),
      answers: (caller) => (inBrowser(caller) ? 404 : 403),
    },
  },
  // counts
  'GET /api/hexes': { own: () => ({ query: 'resolution=8' }), answers: 200 },
  'GET /api/hexes/{cell}': { own: () => ({ path: { cell: CELL } }), answers: 200 },
  'GET /api/timeline': { own: () => ({ query: `cell=${CELL}` }), answers: 200 },
  'GET /api/facets': { own: () => ({ query: 'from=2025-06-01&to=2025-06-30' }), answers: 200 },
  'GET /api/hotspots/significance': {
    own: () => ({ query: 'from=2025-06-01&to=2025-06-30' }),
    answers: 200,
  },
  'GET /api/hotspots/sources': {
    own: () => ({ query: 'from=2025-06-01&to=2025-06-30' }),
    answers: 200,
  },
  'GET /api/sources': { own: () => ({}), answers: 200 },
  'GET /api/hotspots/prediction': {
    own: () => ({ query: 'from=2025-06-01&to=2025-06-30' }),
    answers: 200,
  },
  'GET /api/hotspots/change': {
    own: () => ({ query: 'from=2025-06-01&to=2025-06-30' }),
    answers: 200,
  },
  'GET /api/hotspots/near-repeats': { own: () => ({ query: 'kind=asb' }), answers: 200 },
  'GET /api/reports/quarterly': { own: () => ({ query: 'quarter=2025-Q2' }), answers: 200 },
  'GET /api/hotspots/density': { own: () => ({ query: 'kind=asb' }), answers: 200 },
  'GET /api/deliveries': { own: () => ({ query: 'quarters=4' }), answers: 200 },
  'POST /api/deliveries/reminders': {
    own: async (testApp) => ({ json: await makeOwed(testApp, theirs(testApp)) }),
    answers: 201,
    others: null,
  },
  'GET /api/history/{subject}/{id}': {
    own: () => ({ path: { subject: 'partnership', id: 'true' } }),
    answers: 200,
  },
  // the meeting
  'POST /api/hotspots': { own: () => ({ json: proposal }), answers: 201, others: null },
  'GET /api/hotspots/{id}': {
    own: async (testApp, caller) => numbered(await makeHotspot(testApp, caller.agencyId)),
    answers: 200,
  },
  'PATCH /api/hotspots/{id}': {
    own: async (testApp, caller) => ({
      ...numbered(await makeHotspot(testApp, caller.agencyId)),
      headers: seen,
      json: { name: 'Another name', cells: cellToChildren(CELL, 9).length > 0 ? [CELL] : [] },
    }),
    answers: 200,
  },
  'POST /api/actions': {
    own: async (testApp, caller) => ({
      json: assignment(await makeHotspot(testApp, caller.agencyId), caller.agency ?? ''),
    }),
    answers: 201,
  },
  'GET /api/actions/{id}': {
    own: async (testApp, caller) => numbered(await makeAction(testApp, caller.agencyId)),
    answers: 200,
  },
  'PATCH /api/actions/{id}': {
    own: async (testApp, caller) => ({
      ...numbered(await makeAction(testApp, caller.agencyId)),
      headers: seen,
      json: { person: 'Q' },
    }),
    answers: 200,
    others: {
      input: async (testApp) => ({
        ...numbered(await makeAction(testApp, theirs(testApp))),
        headers: seen,
        json: { person: 'Q' },
      }),
      answers: 202,
    },
  },
  'POST /api/actions/{id}/proposals/{proposal}/acceptance': onProposal({}, 'owner'),
  'POST /api/actions/{id}/proposals/{proposal}/refusal': onProposal(
    { json: { reason: 'R' } },
    'owner',
  ),
  'DELETE /api/actions/{id}/proposals/{proposal}': onProposal({}, 'proposer'),
  'POST /api/actions/{id}/moves': onAction(200, 202, async (testApp, agencyId) => ({
    ...numbered(await makeAction(testApp, agencyId)),
    headers: seen,
    json: { to: 'agreed' },
  })),
  'POST /api/actions/{id}/progress': onAction(201, 201, async (testApp, agencyId) => ({
    ...numbered(await makeAction(testApp, agencyId)),
    json: { on_day: '2025-06-15', note: 'N' },
  })),
  'POST /api/actions/{id}/milestones': onAction(201, 403, async (testApp, agencyId) => ({
    ...numbered(await makeAction(testApp, agencyId)),
    json: { title: 'T', due_on: '2025-06-15' },
  })),
  'PATCH /api/actions/{id}/milestones/{milestone}': onAction(
    200,
    403,
    async (testApp, agencyId) => ({
      path: await makeMilestone(testApp, agencyId),
      json: { done_on: '2025-06-15' },
    }),
  ),
  'DELETE /api/actions/{id}/milestones/{milestone}': onAction(
    200,
    403,
    async (testApp, agencyId) => ({
      path: await makeMilestone(testApp, agencyId),
    }),
  ),
  'POST /api/views': {
    own: () => ({ json: { name: fresh('a view'), query: 'kind=asb' } }),
    answers: 201,
    others: null,
  },
  'DELETE /api/views/{id}': {
    own: async (testApp, caller) => numbered(await makeView(testApp, caller.agencyId)),
    answers: 200,
    others: {
      input: async (testApp) => numbered(await makeView(testApp, theirs(testApp))),
      answers: 404,
    },
  },
  // alerts: to people, and the operator is none
  'GET /api/alerts': { own: () => ({ query: 'limit=5' }), answers: 200 },
  'POST /api/subscriptions': {
    own: () => ({ json: { area: 'old-town', kinds: ['asb'] } }),
    answers: (caller) => (isOperator(caller) ? 403 : 201),
  },
  'DELETE /api/subscriptions/{id}': {
    own: async (testApp, caller) =>
      numbered(
        isOperator(caller)
          ? 2_000_000
          : await makeSubscription(testApp, caller.agencyId, caller.accountId ?? ''),
      ),
    answers: (caller) => (isOperator(caller) ? 404 : 200),
    others: {
      input: async (testApp) =>
        numbered(
          await makeSubscription(
            testApp,
            theirs(testApp),
            await makePerson(testApp, theirs(testApp)),
          ),
        ),
      answers: 404,
    },
  },
  // finds
  'POST /api/finds': {
    own: (_testApp, caller) => ({ json: newFind({ agency: caller.agency }) }),
    answers: 201,
    others: {
      input: () => ({ json: newFind({ agency: chelsea.agency }) }),
      answers: (caller) => (isOperator(caller) ? 201 : 403),
    },
  },
  // agreements: all partners see them, so that there is no secret in saying that one is not theirs
  'POST /api/agreements': {
    own: (_testApp, caller) => ({ json: terms(caller.agency ?? '', other(caller)) }),
    answers: 201,
    others: {
      input: (_testApp, caller) => ({ json: terms(chelsea.agency ?? '', other(caller)) }),
      answers: 403,
    },
  },
  'POST /api/agreements/{id}/acceptance': {
    own: async (testApp, caller) =>
      numbered(
        await makeAgreement(testApp, {
          provider: theirs(testApp),
          recipient: caller.agencyId,
          accepted: [theirs(testApp)],
        }),
      ),
    answers: 200,
    others: {
      input: async (testApp, caller) =>
        numbered(
          await makeAgreement(testApp, {
            provider: theirs(testApp),
            recipient: anotherId(testApp, caller),
            accepted: [theirs(testApp)],
          }),
        ),
      answers: 409,
    },
  },
  'DELETE /api/agreements/{id}/acceptance': {
    own: async (testApp, caller) =>
      numbered(
        await makeAgreement(testApp, {
          provider: theirs(testApp),
          recipient: null,
          accepted: [theirs(testApp), caller.agencyId],
        }),
      ),
    answers: 200,
    others: {
      input: async (testApp, caller) =>
        numbered(
          await makeAgreement(testApp, {
            provider: theirs(testApp),
            recipient: null,
            accepted: [theirs(testApp), anotherId(testApp, caller)],
          }),
        ),
      answers: 409,
    },
  },
  'POST /api/agreements/{id}/revocation': {
    own: async (testApp, caller) => ({
      ...numbered(
        await makeAgreement(testApp, {
          provider: caller.agencyId,
          recipient: theirs(testApp),
          accepted: [caller.agencyId],
        }),
      ),
      json: { why: 'W' },
    }),
    answers: 200,
    others: {
      input: async (testApp, caller) => ({
        ...numbered(
          await makeAgreement(testApp, {
            provider: theirs(testApp),
            recipient: anotherId(testApp, caller),
            accepted: [theirs(testApp)],
          }),
        ),
        json: { why: 'W' },
      }),
      answers: 409,
    },
  },
};

const anotherId = (testApp: TestApp, caller: Caller): number =>
  testApp.agencyId(caller.agency === bob.agency ? alice : bob);
