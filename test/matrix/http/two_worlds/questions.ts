/** What is asked of each GET route. A route that is not here fails the test: whoever adds one says what to ask of it. */
import { HISTORY_SUBJECTS } from '#api/contract/history.ts';
import { CELL } from './world.ts';

export interface Question {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const JUNE = 'from=2025-06-01&to=2025-06-30';
const SPRING = 'from=2025-04-01&to=2025-06-30';
const within = '-2.25,52.17;-2.18,52.17;-2.18,52.22;-2.25,52.22';
const at = (path: string, ...queries: string[]): Question[] =>
  queries.map((query) => ({ path: query === '' ? path : `${path}?${query}` }));

/** Things that the caller sees in a list: each is read by its id. */
export const LISTED: Readonly<Record<string, { readonly list: string; readonly key: string }>> = {
  'GET /api/imports/{id}': { list: '/api/imports', key: 'imports' },
  'GET /api/imports/{id}/rejects': { list: '/api/imports', key: 'imports' },
  'GET /api/hotspots/{id}': { list: '/api/hotspots', key: 'hotspots' },
  'GET /api/actions/{id}': { list: '/api/actions?state=all', key: 'actions' },
};

export const QUESTIONS: Readonly<Record<string, readonly Question[]>> = {
  // first: its hash is of the caller's newest line, and reading makes lines
  'GET /api/audit/check': at('/api/audit/check', ''),
  'GET /api/health': at('/api/health', ''),
  'GET /api/sign-in': at('/api/sign-in', ''),
  'GET /api/sign-in/openid/{agency}/callback': at(
    '/api/sign-in/openid/sabrina-nhs/callback',
    'code=1&state=2',
  ),
  'GET /api/me': at('/api/me', ''),
  'GET /api/me/sessions': at('/api/me/sessions', ''),
  'GET /api/me/ways': at('/api/me/ways', ''),
  'GET /api/sessions': at('/api/sessions', ''),
  'GET /api/people': at('/api/people', ''),
  'GET /api/agency/provider': at('/api/agency/provider', ''),
  'GET /api/partnership': at('/api/partnership', ''),
  'GET /api/areas': at('/api/areas', ''),
  'GET /api/areas/{slug}': at('/api/areas/old-town', ''),
  'GET /api/datasets': at('/api/datasets', ''),
  'GET /api/deliveries': at('/api/deliveries', 'quarters=8'),
  'GET /api/residents': at('/api/residents', ''),
  'GET /api/nearby': at('/api/nearby', `cell=${CELL}`),
  'GET /api/imports': at('/api/imports', ''),
  'GET /api/hexes': [
    ...at(
      '/api/hexes',
      '',
      `resolution=6`,
      `resolution=9&${JUNE}`,
      `resolution=10&${SPRING}`,
      `resolution=11`,
    ),
    ...at(
      '/api/hexes',
      `resolution=8&${JUNE}&agency=sabrina-nhs`,
      `resolution=8&${JUNE}&type=drugs,robbery`,
      `resolution=8&${JUNE}&from2=2025-05-01&to2=2025-05-31`,
      `resolution=11&${JUNE}&from2=2025-05-01&to2=2025-05-31`,
    ),
    ...at(
      '/api/hexes',
      'resolution=7&from=2025-06-10&to=2025-06-10',
      `resolution=8&${JUNE}&within=${within}`,
    ),
    ...at(
      '/api/hexes',
      `format=compact&resolution=8`,
      `format=csv&resolution=8`,
      `format=geojson&resolution=7`,
    ),
    ...at('/api/hexes', `format=xlsx&resolution=8&${JUNE}`),
  ],
  'GET /api/hexes/{cell}': at(`/api/hexes/${CELL}`, '', JUNE, `${JUNE}&kind=asb`),
  'GET /api/timeline': at(
    '/api/timeline',
    '',
    `cell=${CELL}`,
    `within=${within}`,
    'agency=sabrina-nhs',
  ),
  'GET /api/facets': at('/api/facets', '', JUNE, `${JUNE}&area=old-town`, `within=${within}`),
  'GET /api/hotspots/significance': at(
    '/api/hotspots/significance',
    `${JUNE}&area=old-town&mode=usual`,
    JUNE,
    `${SPRING}&area=old-town&kind=asb`,
    `${JUNE}&source=public`,
  ),
  'GET /api/hotspots/sources': at(
    '/api/hotspots/sources',
    JUNE,
    `${SPRING}&area=old-town`,
    `${JUNE}&cell=${CELL}`,
  ),
  'GET /api/sources': at('/api/sources', ''),
  'GET /api/hotspots/prediction': at('/api/hotspots/prediction', `${JUNE}&area=old-town`),
  'GET /api/hotspots/near-repeats': at(
    '/api/hotspots/near-repeats',
    `kind=asb&seed=1`,
    `${SPRING}&area=old-town&seed=1`,
  ),
  'GET /api/hotspots/density': at('/api/hotspots/density', 'kind=asb', `${SPRING}&area=old-town`),
  'GET /api/hotspots/persistence': at('/api/hotspots/persistence', `${JUNE}&area=old-town`),
  'GET /api/hotspots/change': at('/api/hotspots/change', JUNE, `${JUNE}&cell=${CELL}`),
  'GET /api/hotspots': at('/api/hotspots', ''),
  'GET /api/alerts': at('/api/alerts', ''),
  'GET /api/subscriptions': at('/api/subscriptions', ''),
  'GET /api/actions': at('/api/actions', 'state=all'),
  'GET /api/finds': at('/api/finds', '', 'agency=sabrina-nhs'),
  'GET /api/views': at('/api/views', ''),
  'GET /api/notices': at('/api/notices', ''),
  'GET /api/exports/preview': at('/api/exports/preview', '', JUNE, `${JUNE}&within=${within}`),
  'GET /api/exports/incidents': at(
    '/api/exports/incidents',
    'format=csv',
    `format=geojson&${JUNE}`,
    `format=xlsx&kind=asb`,
  ),
  'GET /api/exports/actions': at('/api/exports/actions', 'format=csv', 'format=xlsx'),
  'GET /api/history/{subject}/{id}': [
    ...HISTORY_SUBJECTS.flatMap((subject) => at(`/api/history/${subject}/1`, '')),
    ...['residents', 'landmark'].flatMap((subject) =>
      at(`/api/history/${subject}/all`, 'limit=500'),
    ),
    ...at('/api/history/partnership/true', ''),
  ],
  'GET /api/agreements': at('/api/agreements', ''),
  'GET /api/releases': at('/api/releases', ''),
  'GET /api/retention': at('/api/retention', ''),
  'GET /api/backups': at('/api/backups', ''),
  'GET /api/reports/quarterly': at(
    '/api/reports/quarterly',
    'quarter=2025-Q2',
    'quarter=2025-Q2&area=old-town',
  ),
  // last: by then the caller has lines
  'GET /api/audit': at('/api/audit', '', 'limit=3', 'event=export', 'text=NHS', 'text=hexagons'),
};

/** Pages and files beside the API. */
export const PAGES: readonly Question[] = [
  ...at('/releases/index.json', ''),
  ...at('/api/openapi.json', ''),
  ...at('/api/imports/1', ''),
  ...at('/api/nothing', ''),
];
