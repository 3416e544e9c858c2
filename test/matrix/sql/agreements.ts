/** What has been agreed, case by case: every level, kind, sensitivity, audience and state of an agreement, alone and two
 *  at once. */
import { KINDS, type Kind } from '#api/contract/kinds.ts';
import { COUNCIL, NHS, POLICE } from './callers.ts';

export interface Party {
  readonly agency: number;
  readonly left: boolean;
}
/** An agreement as its parties wrote it down. */
export interface Agreed {
  readonly provider: number;
  readonly audience: 'agency' | 'partners' | 'public';
  readonly recipient: number | null;
  readonly level: 'point' | 'cell' | 'release';
  readonly kinds: readonly Kind[];
  readonly maxSensitivity: number;
  readonly resolution: number | null;
  readonly threshold: number | null;
  /** Days from today. */
  readonly starts: number;
  readonly ends: number;
  readonly revokedBy: number | null;
  /** Who has said yes. */
  readonly parties: readonly Party[];
}
export interface Case {
  readonly name: string;
  readonly agreements: readonly Agreed[];
}

const yes = (...agencies: number[]): Party[] => agencies.map((agency) => ({ agency, left: false }));

/** From the police to the council, in force, unless the case says otherwise. */
const agreed = (about: Partial<Agreed>): Agreed => ({
  provider: POLICE,
  audience: 'agency',
  recipient: COUNCIL,
  level: 'point',
  kinds: KINDS,
  maxSensitivity: 3,
  resolution: about.level === 'cell' ? 8 : null,
  threshold: about.level === 'cell' ? 3 : null,
  starts: -30,
  ends: 30,
  revokedBy: null,
  parties: yes(POLICE, COUNCIL),
  ...about,
});
const partners = (about: Partial<Agreed>): Agreed =>
  agreed({ audience: 'partners', recipient: null, ...about });

const KIND_SETS: readonly (readonly Kind[])[] = [
  ['crime'],
  ['asb', 'alcohol'],
  ['needle_find'],
  KINDS,
];
const LEVELS = ['point', 'cell'] as const;

/** Every level × kinds × sensitivity, between two agencies, in force. */
const inForce = LEVELS.flatMap((level) =>
  KIND_SETS.flatMap((kinds) =>
    [0, 1, 2, 3].map((maxSensitivity) => ({
      name: `${level}, ${kinds.join(' and ')}, to sensitivity ${maxSensitivity}`,
      agreements: [agreed({ level, kinds, maxSensitivity })],
    })),
  ),
);

const cellsOf = [6, 7, 8, 9].flatMap((resolution) =>
  [2, 5].map((threshold) => ({
    name: `cell, resolution ${resolution}, threshold ${threshold}`,
    agreements: [agreed({ level: 'cell', resolution, threshold, maxSensitivity: 2 })],
  })),
);

const STATES: Readonly<Record<string, Partial<Agreed>>> = {
  'accepted by nobody': { parties: [] },
  'accepted by the provider alone': { parties: yes(POLICE) },
  'accepted by the recipient alone': { parties: yes(COUNCIL) },
  'accepted by the provider and one who is no party': { parties: yes(POLICE, NHS) },
  'left by the recipient': {
    parties: [...yes(POLICE), { agency: COUNCIL, left: true }],
  },
  'left by the provider': { parties: [{ agency: POLICE, left: true }, ...yes(COUNCIL)] },
  'revoked by the provider': { revokedBy: POLICE },
  'revoked by the recipient': { revokedBy: COUNCIL },
  'over since yesterday': { ends: -1 },
  'ending today': { ends: 0 },
  'beginning today': { starts: 0 },
  'beginning tomorrow': { starts: 1 },
};
const states = LEVELS.flatMap((level) =>
  Object.entries(STATES).map(([name, about]) => ({
    name: `${level}, ${name}`,
    agreements: [agreed({ level, ...about })],
  })),
);

const withPartners = LEVELS.flatMap((level) => [
  ...Object.entries({
    'nobody has joined': yes(POLICE),
    'one has joined': yes(POLICE, COUNCIL),
    'both have joined': yes(POLICE, COUNCIL, NHS),
    'one has left again': [...yes(POLICE, NHS), { agency: COUNCIL, left: true }],
    'the provider has not accepted': yes(COUNCIL, NHS),
  }).map(([name, parties]) => ({
    name: `${level}, with all partners: ${name}`,
    agreements: [partners({ level, parties })],
  })),
  {
    name: `${level}, with all partners: revoked`,
    agreements: [partners({ level, parties: yes(POLICE, COUNCIL, NHS), revokedBy: POLICE })],
  },
  {
    name: `${level}, with all partners: over`,
    agreements: [partners({ level, parties: yes(POLICE, COUNCIL), ends: -1 })],
  },
]);

const release = (about: Partial<Agreed>): Agreed =>
  agreed({ audience: 'public', recipient: null, level: 'release', parties: yes(POLICE), ...about });
const releases: readonly Case[] = [
  { name: 'release, in force', agreements: [release({ maxSensitivity: 1, kinds: ['crime'] })] },
  { name: 'release, not accepted', agreements: [release({ parties: [] })] },
  { name: 'release, accepted by another', agreements: [release({ parties: yes(COUNCIL) })] },
  { name: 'release, revoked', agreements: [release({ revokedBy: POLICE })] },
  { name: 'release, over', agreements: [release({ ends: -1 })] },
  {
    name: 'release by two',
    agreements: [release({}), release({ provider: NHS, parties: yes(NHS), maxSensitivity: 0 })],
  },
];

const cell = (about: Partial<Agreed>): Agreed => agreed({ level: 'cell', ...about });
const several: readonly Case[] = [
  { name: 'nothing', agreements: [] },
  {
    name: 'points of two agencies',
    agreements: [
      agreed({ kinds: ['crime'], maxSensitivity: 1 }),
      agreed({ provider: NHS, parties: yes(NHS, COUNCIL), kinds: ['alcohol'], maxSensitivity: 0 }),
    ],
  },
  {
    name: 'points twice, of different kinds and sensitivities',
    agreements: [
      agreed({ kinds: ['crime', 'asb'], maxSensitivity: 0 }),
      agreed({ kinds: ['asb', 'alcohol'], maxSensitivity: 2 }),
    ],
  },
  {
    name: 'points twice, to 0 and to 2, and counts to 3',
    agreements: [agreed({ maxSensitivity: 0 }), agreed({ maxSensitivity: 2 }), cell({})],
  },
  {
    name: 'points to 1 and counts to 3, of one agency',
    agreements: [agreed({ maxSensitivity: 1 }), cell({})],
  },
  {
    name: 'points to 3 and counts to 1: nothing left to count',
    agreements: [agreed({}), cell({ maxSensitivity: 1 })],
  },
  {
    name: 'points and counts to 2: nothing left to count',
    agreements: [agreed({ maxSensitivity: 2 }), cell({ maxSensitivity: 2 })],
  },
  {
    name: 'points of one kind, counts of another',
    agreements: [agreed({ kinds: ['crime'] }), cell({ kinds: ['asb', 'needle_find'] })],
  },
  {
    name: 'points to one agency, counts to another',
    agreements: [
      agreed({ recipient: NHS, parties: yes(POLICE, NHS), maxSensitivity: 1 }),
      cell({ maxSensitivity: 2 }),
    ],
  },
  {
    name: 'one accepted by both, another not by the provider',
    agreements: [agreed({ kinds: ['crime'] }), agreed({ kinds: ['asb'], parties: yes(COUNCIL) })],
  },
  {
    name: 'one accepted by both, another not by the recipient',
    agreements: [agreed({ kinds: ['crime'] }), agreed({ kinds: ['asb'], parties: yes(POLICE) })],
  },
  {
    name: 'points that are over, and counts',
    agreements: [agreed({ ends: -1 }), cell({})],
  },
  {
    name: 'counts twice: coarse with a low threshold, fine with a high one',
    agreements: [
      cell({ resolution: 7, threshold: 1 }),
      cell({ resolution: 9, threshold: 4, maxSensitivity: 1 }),
    ],
  },
  {
    name: 'counts twice in the same hexagons, two thresholds',
    agreements: [cell({ threshold: 4 }), cell({ threshold: 2, maxSensitivity: 1 })],
  },
  {
    name: 'counts twice in the same hexagons with one threshold, two sensitivities',
    agreements: [cell({ maxSensitivity: 1 }), cell({ maxSensitivity: 2 })],
  },
  {
    name: 'the fine counts are revoked, the coarse ones stay',
    agreements: [cell({ resolution: 7 }), cell({ resolution: 9, revokedBy: POLICE })],
  },
  {
    name: 'counts of two agencies',
    agreements: [
      cell({ threshold: 2 }),
      cell({ provider: NHS, parties: yes(NHS, COUNCIL), resolution: 9, threshold: 1 }),
    ],
  },
  {
    name: 'points one way, counts the other',
    agreements: [agreed({}), cell({ provider: COUNCIL, recipient: POLICE })],
  },
  {
    name: 'between two others',
    agreements: [
      agreed({ provider: NHS, recipient: POLICE, parties: yes(NHS, POLICE) }),
      cell({ provider: NHS, recipient: POLICE, parties: yes(NHS, POLICE), maxSensitivity: 1 }),
    ],
  },
  {
    name: 'with one agency by name, and with all partners',
    agreements: [
      agreed({ kinds: ['crime'] }),
      partners({ kinds: ['asb'], maxSensitivity: 1, parties: yes(POLICE, COUNCIL, NHS) }),
    ],
  },
  {
    name: 'points, counts and a release of one agency',
    agreements: [agreed({ maxSensitivity: 0 }), cell({ maxSensitivity: 2 }), release({})],
  },
];

/** What most things are asked under: a little of everything. */
export const USUAL: Case = {
  name: 'the usual',
  agreements: [
    agreed({ kinds: ['crime', 'needle_find'], maxSensitivity: 1 }),
    cell({ maxSensitivity: 2 }),
    partners({
      provider: NHS,
      level: 'cell',
      resolution: 9,
      threshold: 2,
      parties: yes(NHS, COUNCIL),
    }),
    agreed({ provider: COUNCIL, recipient: NHS, kinds: ['asb'], parties: yes(COUNCIL) }),
    release({ provider: NHS, parties: yes(NHS), kinds: ['needle_find'] }),
    agreed({ provider: COUNCIL, recipient: POLICE, revokedBy: COUNCIL }),
  ],
};

export const CASES: readonly Case[] = [
  ...several,
  USUAL,
  ...states,
  ...withPartners,
  ...releases,
  ...cellsOf,
  ...inForce,
];
