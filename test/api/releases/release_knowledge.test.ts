/** A release, read by somebody who knows nearly everything: the police force's published points, all records of their own
 *  agency, what an agreement lets them count, and all of it together with another agency. Of what is left they learn of no
 *  small number, not even that it is not nought. */
import { gridDisk, latLngToCell, cellToChildren } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { FEW, ReleaseDocument, type PublishedCount } from '#api/contract/releases.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { recordChange } from '#api/incidents/change_queries.ts';
import { roundCount } from '#api/releases/round_count.ts';
import { post } from '#test/api/http/calls.ts';
import { alice, bob, chelsea, type Person } from '#test/support/people.ts';
import { agree } from '#test/support/sign_in.ts';
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp({ agreements: 'none' });

/** Whose records of which sensitivity. Sensitivity 0 is public: anybody has the police force's. */
const SOURCES = [
  { name: 'the police’s published points', person: bob, sensitivity: 0 },
  { name: 'the police’s own', person: bob, sensitivity: 1 },
  { name: 'the council’s', person: alice, sensitivity: 1 },
  { name: 'the hospital’s', person: chelsea, sensitivity: 1 },
] as const;
const PLACES = gridDisk(latLngToCell(52.19, -2.22, 8), 5);
const LARGEST = [14, 8, 8, 8];

/** How many records each source has in each place: in no order that a rule could follow by accident. */
const counts: readonly (readonly number[])[] = PLACES.map((_, place) =>
  SOURCES.map(
    (__, source) =>
      ((place * 37 + source * 17 + place * source * 5) % 101) % ((LARGEST[source] ?? 1) + 1),
  ),
);

const publish = (person: Person) =>
  testApp.json(
    '/api/agreements',
    post({
      provider: person.agency,
      audience: 'public',
      level: 'release',
      kinds: ['crime'],
      max_sensitivity: 1,
      purpose: 'Tests',
      legal_basis: 'Tests',
      starts_on: '2000-01-01',
      ends_on: '2199-12-31',
      review_on: '2100-01-01',
    }),
    person,
  );

async function fill(): Promise<void> {
  const rows = counts.flatMap((ofPlace, place) =>
    ofPlace.map((n, source) => ({
      agency: testApp.agencyId(SOURCES[source]?.person ?? bob),
      sensitivity: SOURCES[source]?.sensitivity ?? 0,
      cell: String(BigInt(`0x${cellToChildren(PLACES[place] ?? '', 12)[source * 300] ?? ''}`)),
      n,
    })),
  );
  await asOwner(testApp.database, async (tx) => {
    await tx`
      insert into dataset (id, agency_id, slug, name)
      overriding system value
      select id, id, 'feed', 'Feed' from agency order by id`;
    await tx`
      insert into incident (
        agency_id, dataset_id, identity_hash, content_hash, type_id, started_at, local_day, time_precision, geom, cell,
        sensitivity)
      select
        agency, agency, 1, 1, 2, '2025-08-11', '2025-08-11', 'day', ST_SetSRID(ST_MakePoint(-2.2, 52.2), 4326), cell,
        sensitivity
      from jsonb_to_recordset(${tx.json(rows)}) one (agency smallint, sensitivity smallint, cell bigint, n integer)
      cross join lateral generate_series(1, n)`;
    await recordChange(tx, { kind: 'import', importId: null, incidentId: null });
  });
}

/** Least and greatest of what a published number was rounded from. */
const boundsOf = (value: PublishedCount): readonly [number, number] =>
  value === FEW ? [0, 4] : [value === 5 ? 5 : value - 2, value + 2];

/** What an attacker who knows every other source's records concludes of one source's in each place.
 *  @param shown what was published @param counted how a source's number enters a sum before it is rounded */
function attack(
  shown: (place: number) => PublishedCount,
  counted: (n: number) => number,
  unknown: number,
): (readonly [number, number])[] {
  return PLACES.map((_, place) => {
    const [low, high] = boundsOf(shown(place));
    const known = (counts[place] ?? [])
      .filter((__, source) => source !== unknown)
      .reduce((sum, n) => sum + counted(n), 0);
    const possible = Array.from({ length: 40 }, (__, n) => n).filter(
      (n) => counted(n) + known >= low && counted(n) + known <= high,
    );
    return [Math.min(...possible), Math.max(...possible)] as const;
  });
}
const certain = (bounds: readonly (readonly [number, number])[], unknown: number) =>
  bounds.filter(([low, high], place) => {
    const n = counts[place]?.[unknown] ?? 0;
    return n > 0 && n < 5 && (low > 0 || high < 4);
  }).length;
const small = (source: number): number =>
  counts.filter((ofPlace) => (ofPlace[source] ?? 0) > 0 && (ofPlace[source] ?? 0) < 5).length;

await fill();
for (const { person } of SOURCES.slice(1)) await publish(person);
const answer = await testApp.request(
  '/api/releases',
  post({ period: '2025-08', geography: 'h3-8', dry_run: true }),
);
const release = ReleaseDocument.parse(await answer.json());
const published = new Map(release.places.map(({ place, counts: of }) => [place, of.crime ?? FEW]));

describe('Whoever knows all other records', () => {
  it('learns of no small number of the one agency that is left', () => {
    const shown = (place: number) => published.get(PLACES[place] ?? '') ?? FEW;
    const counted = (n: number) => (n >= 5 ? n : 0);
    for (const [source, { name }] of SOURCES.entries()) {
      const bounds = attack(shown, counted, source);
      // what is concluded is true
      for (const [place, [low, high]] of bounds.entries()) {
        expect(counts[place]?.[source]).toBeGreaterThanOrEqual(low);
        expect(counts[place]?.[source]).toBeLessThanOrEqual(high);
      }
      expect([name, certain(bounds, source)]).toEqual([name, 0]);
    }
  });

  it('would have found some in sums that are rounded once', () => {
    const shown = (place: number) =>
      roundCount((counts[place] ?? []).reduce((sum, n) => sum + n, 0));
    const found = SOURCES.map((_, source) => {
      const bounds = attack(shown, (n) => n, source);
      return [certain(bounds, source), small(source)] as const;
    });
    console.log(
      `Rounded sums, public points and all other records known: ${found.map(([n, of]) => `${n} of ${of}`).join(', ')} small places are certain to hold a record.`,
    );
    for (const [n] of found) expect(n).toBeGreaterThan(5);
  });

  it('learns no more from counts under an agreement of the same records', async () => {
    await agree(testApp, {
      ...{ provider: bob, recipient: chelsea, level: 'cell', kinds: ['crime'] },
      ...{ maxSensitivity: 1, resolution: 9, threshold: 5 },
    });
    const { cells } = await testApp.json<{ cells: { cell: string; total: number }[] }>(
      '/api/hexes?resolution=8&from=2025-08-01&to=2025-08-31&agency=sabrina-police',
      {},
      chelsea,
    );
    const given = new Map(cells.map(({ cell, total }) => [cell, total]));
    for (const [place, cell] of PLACES.entries()) {
      const [open = 0, own = 0] = counts[place] ?? [];
      // the sum of those that are five or more, which the release adds up too
      expect([cell, given.get(cell) ?? 0]).toEqual([
        cell,
        (open >= 5 ? open : 0) + (own >= 5 ? own : 0),
      ]);
    }
  });
});
