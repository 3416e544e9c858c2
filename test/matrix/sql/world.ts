/** A small world: three agencies, people in every role, and in every table a row or more of each agency. Of the police
 *  there are incidents of each kind and sensitivity in four places and two months, some counts below any threshold and
 *  some above. */
import { cellToChildren, cellToLatLng, cellToParent, latLngToCell } from 'h3-js';
import { KINDS, SWEEP_TYPE_ID, type Kind } from '#api/contract/kinds.ts';
import { AGENCY_IDS, accountNamed, POLICE } from './callers.ts';

export interface Place {
  readonly longitude: number;
  readonly latitude: number;
  /** H3 index at resolution 12. */
  readonly cell: string;
}
const placeOf = (latitude: number, longitude: number): Place => ({
  latitude,
  longitude,
  cell: latLngToCell(latitude, longitude, 12),
});
const HERE = [52.190512, -2.220831] as const;
/** A place in another hexagon of resolution `at`, inside the same one of the resolution before. */
function beside(at: number): Place {
  const own = latLngToCell(...HERE, at);
  const other = cellToChildren(cellToParent(own, at - 1), at).find((cell) => cell !== own) ?? own;
  return placeOf(...cellToLatLng(other));
}
/** Here; another hexagon of resolution 9 nearby; another of resolution 8; far away. */
export const PLACES: readonly Place[] = [
  placeOf(...HERE),
  beside(9),
  beside(8),
  placeOf(52.36, -2.51),
];

export interface Incident {
  readonly id: number;
  readonly agency: number;
  readonly type: number;
  /** Null for a search that found nothing: it is no incident, and is shared as needle finds are. */
  readonly kind: Kind | null;
  readonly sensitivity: number;
  readonly day: string;
  readonly monthOnly: boolean;
  readonly place: Place | null;
  readonly withdrawn: boolean;
}
export type NewIncident = Omit<Incident, 'id'>;

/** First and last type of each kind. */
export const TYPES: Readonly<Record<Kind, readonly [number, number]>> = {
  crime: [1, 13],
  asb: [20, 33],
  alcohol: [40, 45],
  needle_find: [60, 61],
};
const SENSITIVITIES = [0, 1, 2, 3] as const;
export const MONTHS = ['2025-05', '2025-06'] as const;

/** How many incidents: 0 to 3, in no order that a rule could follow by accident. */
const howMany = (...facts: readonly number[]): number =>
  facts.reduce((sum, fact, i) => sum + fact * ([7, 5, 3, 2, 1][i] ?? 1), 1) % 4;

function* drafts(): Generator<NewIncident> {
  for (const agency of AGENCY_IDS) {
    const plain = {
      agency,
      monthOnly: false,
      withdrawn: false,
      day: '2025-06-13',
      place: PLACES[0] ?? null,
    };
    for (const [k, kind] of KINDS.entries())
      for (const sensitivity of SENSITIVITIES)
        for (const [p, place] of PLACES.entries())
          for (const [m, month] of MONTHS.entries()) {
            // of the other two agencies fewer: one place, one month
            if (agency !== POLICE && (p !== 0 || m !== 1)) continue;
            const n = howMany(agency, k, sensitivity, p, m);
            for (let i = 0; i < n; i++)
              yield {
                ...plain,
                kind,
                sensitivity,
                place,
                type: TYPES[kind][i % 2] ?? 0,
                day: `${month}-${String(1 + ((i * 13 + p) % 28)).padStart(2, '0')}`,
              };
          }
    for (const sensitivity of SENSITIVITIES)
      yield { ...plain, kind: 'crime', type: 2, sensitivity, withdrawn: true };
    for (const sensitivity of [0, 1, 3])
      yield { ...plain, kind: null, type: SWEEP_TYPE_ID, sensitivity };
    yield { ...plain, kind: 'alcohol', type: 44, sensitivity: 2, place: null };
    yield {
      ...plain,
      kind: 'crime',
      type: 3,
      sensitivity: 1,
      day: '2025-05-01',
      monthOnly: true,
    };
  }
}
export const INCIDENTS: readonly Incident[] = [...drafts()].map((one, i) => ({
  id: i + 1,
  ...one,
}));

/** A count of a closed month: one provider's, of a kind and a sensitivity, in one hexagon. */
export interface Closed {
  readonly agency: number;
  readonly kind: Kind;
  readonly month: string;
  readonly sensitivity: number;
  readonly resolution: number;
  readonly cell: string;
  /** One after the other; the last holds. */
  readonly revisions: readonly number[];
  /** Published by areas: not for any reader. */
  readonly byArea: boolean;
}
/** In which hexagons a provider's months of a kind were closed: not those of every agreement, as when agreements follow each
 *  other. */
const closedIn = (agency: number, kind: Kind, month: string): number =>
  ({
    crime: 9,
    asb: month === '2025-05' ? 7 : 8,
    alcohol: 7,
    needle_find: agency === POLICE ? 8 : 9,
  })[kind];

function* closedCounts(): Generator<Closed> {
  const counts = new Map<string, Closed>();
  for (const { agency, kind, sensitivity, day, place, withdrawn } of INCIDENTS) {
    if (withdrawn || kind === null || place === null) continue;
    const resolution = closedIn(agency, kind, day.slice(0, 7));
    const cell = cellToParent(place.cell, resolution);
    const month = `${day.slice(0, 7)}-01`;
    // what was published by areas is counted in no hexagon
    const byArea = agency === POLICE && kind === 'alcohol' && day.startsWith('2025-05');
    const name = [agency, kind, sensitivity, month, cell].join();
    const [n = 0] = counts.get(name)?.revisions ?? [];
    const of = { agency, kind, sensitivity, resolution, cell, month, byArea };
    counts.set(name, { ...of, revisions: [n + 1] });
  }
  for (const [i, one] of [...counts.values()].entries()) {
    const [n = 0] = one.revisions;
    // some have moved since: far up, to none, or there and back
    const later = [[], [n + 9], [0], [n + 9, n], []][i % 5] ?? [];
    yield { ...one, revisions: [n, ...later] };
  }
}
export const CLOSED: readonly Closed[] = [...closedCounts()];

export interface Find {
  readonly incident: Incident;
  /** Who logged it; null: it is not known any more. */
  readonly account: string | null;
}
/** Needle finds here in June and searches, logged by the street team, by an analyst, by somebody who only reads by now, by
 *  one who acts for two agencies, or by somebody forgotten. */
export const FINDS: readonly Find[] = INCIDENTS.filter(
  ({ kind, type, place }) =>
    (kind === 'needle_find' || type === SWEEP_TYPE_ID) && place === PLACES[0],
).map((incident, i) => ({
  incident,
  account:
    [
      accountNamed(`street of ${incident.agency}`).id,
      accountNamed(`analyst of ${incident.agency}`).id,
      accountNamed(`reader of ${incident.agency}`).id,
      accountNamed('street of 1 and of 2').id,
      null,
    ][i % 5] ?? null,
}));

/** A row's own number where a table has one row of each agency: the agency's, and ten times it for a second. */
export const second = (agency: number): number => agency * 10;

/** What a hotspot was proposed on, by whose rows and how they were counted. */
export interface Evidence {
  readonly hotspot: number;
  readonly provider: number;
  readonly kind: Kind;
  /** Null: counted under an agreement of level cell, with the terms that follow. */
  readonly sensitivity: number | null;
  readonly first: number | null;
  readonly last: number | null;
  readonly resolution: number | null;
  readonly threshold: number | null;
  readonly n: number;
}
const POINT = { first: null, last: null, resolution: null, threshold: null };
/** Every sort that somebody may see and somebody else not. One hotspot has one line a provider and kind at most. */
export const EVIDENCE: readonly Evidence[] = [
  ...AGENCY_IDS.flatMap((provider) =>
    KINDS.flatMap((kind) =>
      SENSITIVITIES.map((sensitivity) => ({
        hotspot: 1,
        provider,
        kind,
        sensitivity,
        ...POINT,
        n: 1 + sensitivity,
      })),
    ),
  ),
  ...[
    { first: 0, last: 3, resolution: 8, threshold: 3 },
    { first: 0, last: 2, resolution: 8, threshold: 3 },
    { first: 0, last: 1, resolution: 8, threshold: 3 },
    { first: 2, last: 3, resolution: 8, threshold: 3 },
    { first: 0, last: 2, resolution: 8, threshold: 2 },
    { first: 0, last: 2, resolution: 8, threshold: 4 },
    { first: 0, last: 2, resolution: 7, threshold: 4 },
    { first: 0, last: 2, resolution: 9, threshold: 2 },
    { first: 0, last: 3, resolution: 9, threshold: 2 },
  ].flatMap((terms, i) =>
    [POLICE, 3].flatMap((provider) =>
      KINDS.map((kind) => ({
        hotspot: 100 + i,
        provider,
        kind,
        sensitivity: null,
        ...terms,
        n: 5 + i,
      })),
    ),
  ),
];

/** A line of the audit: whose, and whom it concerns. */
export interface AuditLine {
  readonly id: number;
  readonly account: string | null;
  readonly agency: number | null;
  readonly concerns: readonly number[];
}
export const AUDIT: readonly AuditLine[] = [
  ...AGENCY_IDS.flatMap((agency) => [
    { account: accountNamed(`analyst of ${agency}`).id, agency, concerns: [] },
    {
      account: accountNamed(`administrator of ${agency}`).id,
      agency,
      concerns: [1 + (agency % 3)],
    },
  ]),
  { account: null, agency: null, concerns: [] },
  { account: accountNamed('of no agency').id, agency: null, concerns: [] },
  { account: accountNamed('operator').id, agency: null, concerns: [POLICE] },
].map((line, i) => ({ id: i + 1, ...line }));
