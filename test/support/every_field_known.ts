/** What every_field.ts cannot guess: fields that point at something, and requests that have a shape of their own. */
import type { About } from '#test/support/every_field.ts';

/** What names and notes do not take (api/contract/words.ts). */
export const HIDDEN = /\p{Cf}/u;

/** Requests that are not made, each with the reason. */
export const NOT_TOLD: ReadonlyMap<string, string> = new Map([
  ['POST /api/sign-in/password', 'a ceremony of its own: test/api/sign_in*.test.ts'],
  ['POST /api/sign-in/second-factor', 'a ceremony of its own: test/api/sign_in*.test.ts'],
  ['POST /api/sign-in/enrol', 'a ceremony of its own: test/api/sign_in*.test.ts'],
  ['POST /api/sign-in/passkey/begin', 'a ceremony of its own: test/api/sign_in*.test.ts'],
  ['POST /api/sign-in/passkey', 'a ceremony of its own: test/api/sign_in*.test.ts'],
  ['POST /api/sign-in/openid', 'a ceremony of its own: test/api/sign_in*.test.ts'],
  ['POST /api/sign-in/sample', 'a ceremony of its own: test/api/sign_in*.test.ts'],
  ['POST /api/sign-out', 'a ceremony of its own: test/api/sign_in*.test.ts'],
  ['POST /api/invitations/look', 'a ceremony of its own: test/api/sign_in*.test.ts'],
  ['POST /api/invitations/begin', 'a ceremony of its own: test/api/sign_in*.test.ts'],
  ['POST /api/invitations/accept', 'a ceremony of its own: test/api/sign_in*.test.ts'],
  ['POST /api/invitations/openid', 'a ceremony of its own: test/api/sign_in*.test.ts'],
  ['POST /api/invitations/join', 'a ceremony of its own: test/api/sign_in*.test.ts'],
  ['POST /api/first-administrator', 'a ceremony of its own: test/api/sign_in*.test.ts'],
  ['POST /api/me/agency', 'asks for a browser that has just signed in'],
  ['POST /api/me/tokens', 'asks for a browser that has just signed in'],
  ['PUT /api/me/ways/password', 'asks for a browser that has just signed in'],
  ['POST /api/me/ways/begin', 'asks for a browser that has just signed in'],
  ['POST /api/me/ways', 'asks for a browser that has just signed in'],
  ['POST /api/me/ways/openid', 'asks for a browser that has just signed in'],
  ['POST /api/people/invitations', 'asks for a browser that has just signed in'],
  ['PATCH /api/people/{id}', 'asks for a browser that has just signed in'],
  ['POST /api/people/{id}/end', 'asks for a browser that has just signed in'],
  ['POST /api/people/{id}/disable', 'asks for a browser that has just signed in'],
  ['POST /api/people/{id}/enable', 'asks for a browser that has just signed in'],
  ['POST /api/people/{id}/reset', 'asks for a browser that has just signed in'],
  ['PUT /api/agency/provider', 'asks for a browser that has just signed in'],
  ['POST /api/scripts', 'asks for a browser that has just signed in'],
  ['POST /api/releases', 'takes a month and a geography, no words'],
  ['POST /api/releases/{period}/stop', 'needs an announced release: releases.test.ts stops one'],
  [
    'POST /api/actions/{id}/proposals/{proposal}/refusal',
    'needs another agency’s proposal: actions.test.ts declines one in hostile words',
  ],
  ['POST /api/backups', 'names a file of the server, kept nowhere'],
  ['POST /api/deliveries/reminders', 'names a feed and a quarter, no words'],
]);

/** By a field's whole name, or by the last part of it. */
export const KNOWN_FIELDS: ReadonlyMap<string, (about: About) => unknown> = new Map<
  string,
  (about: About) => unknown
>([
  ['agency', ({ agency }) => agency],
  ['agencies', ({ agency }) => [agency]],
  ['types', () => ['noise']],
  ['slug', ({ slug }) => slug()],
  ['hotspot_id', ({ idOf }) => idOf('/api/hotspots')],
  ['resolution', () => 9],
  ['cells', () => ['89195193393ffff']],
  ['longitude', () => -2.220917],
  ['latitude', () => 52.190731],
  ['needles_min', () => 2],
  ['needles_max', () => 2],
  ['/api/actions/moves to', () => 'agreed'],
  // everywhere
  ['/api/subscriptions area', () => null],
  // with all partners, one by one
  ['/api/agreements provider', ({ agency }) => agency],
  ['/api/agreements audience', () => 'partners'],
  ['/api/agreements recipient', () => null],
  ['/api/agreements resolution', () => null],
  ['/api/agreements threshold', () => null],
  ['/api/agreements ends_on', () => '2199-12-31'],
  ['/api/sources marks.0.type', () => 'burglary'],
]);

const RING = [
  [-2.3, 52.1],
  [-2.1, 52.1],
  [-2.1, 52.3],
  [-2.3, 52.3],
  [-2.3, 52.1],
];

/** Where the hexagon of KNOWN_FIELDS is, wherever that is. */
const ENGLAND = [
  [-6, 50],
  [2, 50],
  [2, 56],
  [-6, 56],
  [-6, 50],
];

const HEADER = ['Reference', 'Category', 'Date', 'Latitude', 'Longitude'] as const;
const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

/** One row that is right and two that are not, words wherever a file has room for them. */
const csv = ({ write }: About): string =>
  [
    [...HEADER, write('/api/imports file.header', 200)],
    [
      write('/api/imports file.reference', 200),
      write('/api/imports file.category', 100),
      '2025-06-13 14:05',
      '52.190731',
      '-2.220917',
      write('/api/imports file.other', 200),
    ],
    ['R2', 'Noise', write('/api/imports file.date', 100), '52.190731', '-2.220917', 'x'],
    ['R3', 'Noise', '2025-06-13 14:05', write('/api/imports file.latitude', 100), '-2.22', 'x'],
  ]
    .map((row) => row.map(quoted).join(','))
    .join('\n');

export const KNOWN_REQUESTS: ReadonlyMap<string, (about: About) => unknown> = new Map<
  string,
  (about: About) => unknown
>([
  [
    'POST /api/areas',
    ({ write }) => ({
      kind: 'ward',
      source: write('/api/areas source', 300, HIDDEN),
      collection: {
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { name: write('/api/areas name', 200, HIDDEN) },
            geometry: { type: 'Polygon', coordinates: [RING] },
          },
        ],
      },
    }),
  ],
  [
    'POST /api/residents',
    // no screen names its source yet
    () => ({
      source: 'Census',
      residents: { E1: 9 },
      collection: {
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { LSOA21CD: 'E1' },
            geometry: { type: 'Polygon', coordinates: [RING] },
          },
        ],
      },
    }),
  ],
  [
    'POST /api/landmarks',
    ({ write }) => ({
      kind: 'other',
      source: write('/api/landmarks source', 300, HIDDEN),
      landmarks: [
        {
          name: write('/api/landmarks name', 200, HIDDEN),
          latitude: 52.190731,
          longitude: -2.220917,
        },
      ],
    }),
  ],
  [
    'POST /api/orders',
    ({ write }) => ({
      source: write('/api/orders source', 300, HIDDEN),
      orders: [
        {
          name: write('/api/orders name', 200, HIDDEN),
          what: write('/api/orders what', 1000, HIDDEN),
          starts_on: '2198-01-01',
          ends_on: '2199-12-31',
          geometry: { type: 'Polygon', coordinates: [ENGLAND] },
        },
      ],
    }),
  ],
  [
    'POST /api/imports',
    (about) => {
      const form = new FormData();
      form.set('agency', about.agency);
      form.set('dataset', about.slug());
      form.set('dataset_name', about.write('/api/imports dataset_name', 200, HIDDEN));
      form.set('dry_run', 'true');
      // the last part of a path is all that is kept of a file's name
      const name = about.write('/api/imports file.name', 100, /[\\/]/);
      form.set('file', new Blob([csv(about)]), `${name}.csv`);
      return form;
    },
  ],
  [
    'PUT /api/imports/{id}/mapping',
    ({ write }) => ({
      columns: {
        reference: 'Reference',
        category: 'Category',
        started: 'Date',
        latitude: 'Latitude',
        longitude: 'Longitude',
        notes: write('/api/imports file.header', 200).trim(),
      },
      kind: 'asb',
      types: { [write('/api/imports file.category', 100).trim().toLowerCase()]: 'noise' },
      dayOrder: 'iso',
    }),
  ],
]);
