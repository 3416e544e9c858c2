/** What releases disclose about the counts behind them, as an attacker reads them: from the published text alone. */
import { KINDS } from '../contract/kinds.ts';
import { FEW, type PublishedCount, type ReleaseDocument } from '../contract/releases.ts';
import type { Figure, Publication } from './interval_attack.ts';
import type { Identity } from './narrow_bounds.ts';

/** The counts that are published as this: 0 to 4; 5 to 7 (3 and 4 are not published as 5); otherwise two either way. */
export function countsPublishedAs(value: PublishedCount): readonly [low: number, high: number] {
  if (value === FEW) return [0, 4];
  return value === 5 ? [5, 7] : [value - 2, value + 2];
}

/** One figure a published number, whatever it was published in; a count that two releases speak of is one count.
 *  @throws Error when a total is not the sum of the numbers published above it: it would say something of its own */
export function publishedFigures(documents: readonly ReleaseDocument[]): Publication {
  const figures: Figure[] = [];
  const identities: Identity[] = [];
  const counts = new Map<string, number>();
  const add = (name: string, low: number, high: number): number =>
    figures.push({ name, low, high }) - 1;
  for (const { period, places, totals } of documents) {
    for (const { place, counts: values } of places)
      for (const [kind, value] of Object.entries(values)) {
        const name = `${period} ${place} ${kind}`;
        const figure = add(name, ...countsPublishedAs(value));
        const known = counts.get(name);
        if (known === undefined) counts.set(name, figure);
        else identities.push({ total: figure, parts: [known] });
      }
    for (const kind of KINDS) {
      const total = totals[kind];
      if (total === undefined) continue;
      const published = places.flatMap(({ place, counts: values }) => {
        const value = values[kind];
        return typeof value === 'number' ? [{ place, value }] : [];
      });
      if (published.reduce((sum, { value }) => sum + value, 0) !== total)
        throw new Error(`The total of ${kind} is not the sum of what is published.`);
      const parts = published.flatMap(
        ({ place }) => counts.get(`${period} ${place} ${kind}`) ?? [],
      );
      const ends = published.map(({ value }) => countsPublishedAs(value));
      const low = ends.reduce((sum, [least]) => sum + least, 0);
      const high = ends.reduce((sum, [, most]) => sum + most, 0);
      identities.push({ total: add(`${period} total ${kind}`, low, high), parts });
    }
  }
  return { figures, identities };
}
