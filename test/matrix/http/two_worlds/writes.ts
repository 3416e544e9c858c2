/** What a caller then does of their own. The answers must be the same too, but for ids that are drawn by chance. */
import { cellToCenterChild } from 'h3-js';
import { logCsv, newFind } from '#test/support/factories.ts';
import { formOf } from '#test/support/test_app.ts';
import type { Person } from '#test/support/people.ts';
import { CELL } from './world.ts';

interface Write {
  readonly route: string;
  readonly path: string | ((made: ReadonlyMap<string, number>) => string);
  readonly json?: unknown;
  readonly form?: () => FormData;
  readonly headers?: Readonly<Record<string, string>>;
  /** Remembers the answer's id under this name. */
  readonly as?: string;
}

const of = (name: string, path: (id: number) => string) => (made: ReadonlyMap<string, number>) =>
  path(made.get(name) ?? 0);
const seen = { 'if-match': '"1"' };

export const writesOf = (person: Person): readonly Write[] => [
  {
    route: 'POST /api/finds',
    path: '/api/finds',
    json: newFind({ id: '00000000-0000-4000-8000-000000000001', agency: person.agency }),
  },
  {
    // the same id with something else in it
    route: 'POST /api/finds',
    path: '/api/finds',
    json: newFind({
      id: '00000000-0000-4000-8000-000000000001',
      agency: person.agency,
      needles_min: 1,
    }),
  },
  {
    route: 'POST /api/imports',
    path: '/api/imports',
    form: () =>
      formOf(logCsv([{ reference: 'own' }, { date: 'none' }]), {
        as: person,
        dataset: 'log',
        dryRun: true,
      }),
    as: 'import',
  },
  {
    route: 'POST /api/imports/{id}/commit',
    path: of('import', (id) => `/api/imports/${id}/commit`),
  },
  { route: 'GET /api/imports/{id}', path: of('import', (id) => `/api/imports/${id}`) },
  {
    route: 'GET /api/imports/{id}/rejects',
    path: of('import', (id) => `/api/imports/${id}/rejects`),
  },
  { route: 'DELETE /api/imports/{id}', path: of('import', (id) => `/api/imports/${id}`) },
  {
    route: 'POST /api/hotspots',
    path: '/api/hotspots',
    json: {
      name: 'A place',
      resolution: 9,
      cells: [cellToCenterChild(CELL, 9)],
      from: '2025-06-01',
      to: '2025-06-30',
    },
    as: 'hotspot',
  },
  {
    route: 'PATCH /api/hotspots/{id}',
    path: of('hotspot', (id) => `/api/hotspots/${id}`),
    headers: seen,
    json: { name: 'Another name' },
  },
  {
    // the version edited is no longer the present one
    route: 'PATCH /api/hotspots/{id}',
    path: of('hotspot', (id) => `/api/hotspots/${id}`),
    headers: seen,
    json: { name: 'A third name' },
  },
  {
    route: 'POST /api/actions',
    path: (made) => `/api/actions?hotspot=${made.get('hotspot') ?? 0}`,
    json: {
      hotspot_id: 1,
      agency: person.agency,
      person: 'P',
      what: 'W',
      starts_on: '2025-06-01',
      due_on: '2025-07-01',
      measure: 'M',
      baseline: 1,
      target: 0,
    },
    as: 'action',
  },
  {
    route: 'POST /api/actions/{id}/progress',
    path: of('action', (id) => `/api/actions/${id}/progress`),
    json: { on_day: '2025-06-15', note: 'N' },
  },
  {
    route: 'POST /api/actions/{id}/milestones',
    path: of('action', (id) => `/api/actions/${id}/milestones`),
    json: { title: 'T', due_on: '2025-06-15' },
  },
  {
    route: 'POST /api/actions/{id}/moves',
    path: of('action', (id) => `/api/actions/${id}/moves`),
    headers: seen,
    json: { to: 'agreed' },
  },
  { route: 'POST /api/views', path: '/api/views', json: { name: 'a view', query: 'kind=asb' } },
  {
    route: 'POST /api/subscriptions',
    path: '/api/subscriptions',
    json: { area: null, kinds: ['asb'] },
  },
  {
    route: 'POST /api/agreements',
    path: '/api/agreements',
    json: {
      provider: person.agency,
      audience: 'partners',
      recipient: null,
      level: 'point',
      kinds: ['alcohol'],
      max_sensitivity: 0,
      purpose: 'P',
      legal_basis: 'L',
      starts_on: '2099-01-01',
      ends_on: '2099-12-31',
      review_on: '2099-06-01',
    },
    as: 'agreement',
  },
  {
    route: 'POST /api/agreements/{id}/revocation',
    path: of('agreement', (id) => `/api/agreements/${id}/revocation`),
    json: { why: 'no longer' },
  },
  {
    route: 'POST /api/retention/preview',
    path: '/api/retention/preview',
    json: { places: 6, texts: 3, rejects: 1 },
  },
  { route: 'POST /api/retention/runs', path: '/api/retention/runs', json: { dry_run: false } },
  {
    route: 'PUT /api/retention',
    path: '/api/retention',
    json: { places: 12, texts: 12, rejects: 2 },
  },
  {
    route: 'PUT /api/sources',
    path: '/api/sources',
    json: { marks: [{ type: 'needles', source: 'public' }] },
  },
  { route: 'POST /api/me/tokens', path: '/api/me/tokens', json: { label: 'a script', days: 30 } },
  {
    route: 'POST /api/deliveries/reminders',
    path: '/api/deliveries/reminders',
    json: { agency: 'sabrina-nhs', dataset: 'log', quarter: '2025-Q2' },
  },
];

const SIGNING_IN = 'of somebody who is not signed in: it answers about an account of their own';
const OWN_WAYS =
  'of one’s own ways of signing in: nothing of them is another agency’s, but for an id, which is drawn by chance';
const PEOPLE =
  'of one’s own agency’s people in a browser: test/api/auth; ids are uuids, or drawn by chance';
const HOST = 'makes what every partner sees';
const AS_ABOVE = 'answers what its sister above answers';

/** Routes that change something and are not tried here, each with the reason. */
export const NOT_TRIED: Readonly<Record<string, string>> = {
  'POST /api/sign-in/password': SIGNING_IN,
  'POST /api/sign-in/second-factor': SIGNING_IN,
  'POST /api/sign-in/enrol': SIGNING_IN,
  'POST /api/sign-in/passkey/begin': SIGNING_IN,
  'POST /api/sign-in/passkey': SIGNING_IN,
  'POST /api/sign-in/openid': SIGNING_IN,
  'POST /api/sign-in/sample': SIGNING_IN,
  'POST /api/sign-out': SIGNING_IN,
  'POST /api/invitations/look': SIGNING_IN,
  'POST /api/invitations/begin': SIGNING_IN,
  'POST /api/invitations/accept': SIGNING_IN,
  'POST /api/invitations/openid': SIGNING_IN,
  'POST /api/invitations/join': SIGNING_IN,
  'POST /api/me/agency': OWN_WAYS,
  'DELETE /api/me/sessions': OWN_WAYS,
  'DELETE /api/sessions/{id}': OWN_WAYS,
  'POST /api/me/ways': OWN_WAYS,
  'PUT /api/me/ways/password': OWN_WAYS,
  'POST /api/me/ways/begin': OWN_WAYS,
  'POST /api/me/ways/openid': OWN_WAYS,
  'DELETE /api/me/ways/totp': OWN_WAYS,
  'DELETE /api/me/ways/passkeys/{id}': OWN_WAYS,
  'POST /api/people/invitations': PEOPLE,
  'DELETE /api/people/invitations/{id}': PEOPLE,
  'PATCH /api/people/{id}': PEOPLE,
  'POST /api/people/{id}/end': PEOPLE,
  'POST /api/people/{id}/disable': PEOPLE,
  'POST /api/people/{id}/enable': PEOPLE,
  'POST /api/people/{id}/reset': PEOPLE,
  'POST /api/scripts': PEOPLE,
  'PUT /api/agency/provider': PEOPLE,
  'DELETE /api/agency/provider': PEOPLE,
  'POST /api/first-administrator': HOST,
  'POST /api/agencies': HOST,
  'POST /api/areas': HOST,
  'POST /api/residents': HOST,
  'POST /api/landmarks': HOST,
  'POST /api/orders': HOST,
  'POST /api/releases': HOST,
  'POST /api/backups': HOST,
  'POST /api/releases/{period}/stop': HOST,
  'PUT /api/imports/{id}/mapping': AS_ABOVE,
  'PATCH /api/actions/{id}': AS_ABOVE,
  'PATCH /api/actions/{id}/milestones/{milestone}': AS_ABOVE,
  'DELETE /api/actions/{id}/milestones/{milestone}': AS_ABOVE,
  'POST /api/actions/{id}/proposals/{proposal}/acceptance': AS_ABOVE,
  'POST /api/actions/{id}/proposals/{proposal}/refusal': AS_ABOVE,
  'DELETE /api/actions/{id}/proposals/{proposal}': AS_ABOVE,
  'DELETE /api/views/{id}': AS_ABOVE,
  'DELETE /api/subscriptions/{id}': AS_ABOVE,
  'POST /api/agreements/{id}/acceptance': AS_ABOVE,
  'DELETE /api/agreements/{id}/acceptance': AS_ABOVE,
};
