/** A release from counts: what is published of one month, by one geography. Pure; the exact counts end here. */
import { KIND_LABELS, KINDS, type Kind } from '../contract/kinds.ts';
import { FEW, type PublishedCount, type ReleaseDocument } from '../contract/releases.ts';
import { roundCount } from './round_count.ts';

/** Raised when what is published of the same counts changes. */
export const METHOD_VERSION = 2;

/** Incidents of a kind in a place; several lines of one place and kind add up. */
export interface PlaceCount {
  readonly place: string;
  readonly kind: Kind;
  readonly n: number;
}

export interface ReleaseFacts extends Pick<
  ReleaseDocument,
  'partnership' | 'synthetic' | 'period' | 'geography' | 'built_on' | 'not_delivered'
> {
  /** Which agency publishes which kind. */
  readonly published: readonly { readonly agency: string; readonly kind: Kind }[];
  /** Kinds of which something can have been counted: not those whose feeds are all missing. */
  readonly arrived: readonly Kind[];
  /** The areas, all of which are listed; null: hexagons, of which those are listed that have a number. */
  readonly areas: readonly { readonly slug: string; readonly name: string }[] | null;
}

/** What would be published. Which places are listed never depends on a count that is not itself published: a
 *  hexagon is listed when one of its kinds has a number, and every other has 0 to 4 of each. For the same reason there
 *  is no release of nothing but "0 to 4", or the month without a release would be known to have none at all.
 *  @throws RangeError for counts of a kind that is not in it, or of an area that is not there */
export function buildRelease(
  { published, arrived, areas, ...facts }: ReleaseFacts,
  counts: readonly PlaceCount[],
): ReleaseDocument | 'nothing reaches five' {
  const kinds = KINDS.map((kind) => ({
    kind,
    label: KIND_LABELS[kind],
    agencies: published.filter((one) => one.kind === kind).map(({ agency }) => agency),
    arrived: arrived.includes(kind),
  }));
  const released = kinds.filter(isReleased).map(({ kind }) => kind);
  const sums = new Map<string, Map<Kind, number>>();
  for (const { slug } of areas ?? []) sums.set(slug, new Map());
  for (const { place, kind, n } of counts) {
    if (!released.includes(kind)) throw new RangeError(`There is no ${kind} in this release.`);
    if (areas && !sums.has(place)) throw new RangeError(`There is no area “${place}”.`);
    const ofPlace = sums.get(place) ?? new Map<Kind, number>();
    sums.set(place, ofPlace.set(kind, (ofPlace.get(kind) ?? 0) + n));
  }
  const names = new Map(areas?.map(({ slug, name }) => [slug, name]));
  const all = [...sums]
    .map(([place, ofPlace]) => ({
      place,
      name: names.get(place) ?? null,
      counts: record(released, (kind) => roundCount(ofPlace.get(kind) ?? 0)),
    }))
    // never in an order that depends on counts
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const numbered = all.filter((one) => Object.values(one.counts).some((value) => value !== FEW));
  if (numbered.length === 0) return 'nothing reaches five';
  const number = (value: PublishedCount | undefined) => (typeof value === 'number' ? value : 0);
  return {
    ...facts,
    method_version: METHOD_VERSION,
    kinds,
    places: areas ? all : numbered,
    elsewhere: areas ? null : FEW,
    totals: record(released, (kind) => all.reduce((sum, one) => sum + number(one.counts[kind]), 0)),
  };
}

/** Whether a kind has numbers: “0 to 4” of what nobody counted would be a lie. */
export const isReleased = ({
  agencies,
  arrived,
}: Pick<ReleaseDocument['kinds'][number], 'agencies' | 'arrived'>): boolean =>
  agencies.length > 0 && arrived;

const record = <V>(kinds: readonly Kind[], value: (kind: Kind) => V): Partial<Record<Kind, V>> =>
  Object.fromEntries(kinds.map((kind) => [kind, value(kind)]));
