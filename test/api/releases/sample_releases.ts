/** Every month of the sample county released by the schedule and attacked; and the same months released carelessly. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellToParent } from 'h3-js';
import { expect } from 'vitest';
import { ensureOperator } from '#api/auth/sessions/queries.ts';
import { monthsBetween } from '#api/releases/due_releases.ts';
import { intervalAttack } from '#api/releases/interval_attack.ts';
import { publishedFigures } from '#api/releases/published_figures.ts';
import { countByHexagon } from '#api/releases/queries.ts';
import { ReleaseService } from '#api/releases/release_service.ts';
import { releaseDue, SCHEDULE } from '#api/releases/release_schedule.ts';
import { KINDS } from '#api/contract/kinds.ts';
import { ReleaseDocument } from '#api/contract/releases.ts';
import { asOwner, type OwnerTx } from '#api/db/as_agency.ts';
import type { Database } from '#api/db/connect.ts';
import { listAgencies } from '#api/agencies/queries.ts';
import { acceptAgreement, insertAgreement } from '#api/sharing/queries.ts';
import type { PlaceCount } from '#api/releases/build_release.ts';
import { HELD_MS } from '#api/releases/planned_release.ts';
import { closingBy } from '#test/support/closing.ts';
import { deceived, shareRecovered, weakRelease } from '../../unit/releases/weak_release.ts';

const MONTHS = monthsBetween('2023-11', '2026-10');

/** Every agency publishes every kind. */
async function publishEverything(tx: OwnerTx): Promise<void> {
  const accountId = await ensureOperator(tx);
  for (const { id } of await listAgencies(tx)) {
    const agreementId = await insertAgreement(tx, id, {
      providerId: id,
      audience: 'public',
      recipientId: null,
      level: 'release',
      kinds: KINDS,
      maxSensitivity: 3,
      resolution: null,
      threshold: null,
      purpose: 'Tests',
      legalBasis: 'Tests',
      startsOn: '2000-01-01',
      endsOn: '2199-12-31',
      reviewOn: '2100-01-01',
    });
    await acceptAgreement(tx, { agreementId, agencyId: id, accountId });
  }
}

/** Everybody's incidents of a month by hexagon, small numbers too. */
const exactCounts = (tx: OwnerTx, period: string) => tx<PlaceCount[]>`
  select to_hex(coarser(cell, 8)) as place, kind, count(*)::int as n
  from counted_incident
  join incident_type on incident_type.id = type_id
  where cell is not null
    and date_trunc('month', local_day::timestamp) = ${`${period}-01`}::date
  group by 1, 2
  order by 1, 2`;

/** @param folder where they are published */
export async function releaseAndAttack(database: Database, folder: string): Promise<void> {
  await asOwner(database, publishEverything);
  let now = new Date('2026-11-25T12:00:00Z');
  const service = new ReleaseService(
    database,
    folder,
    closingBy(database, () => now),
  );
  await service.release({ period: '2023-11', geography: 'h3-8' }, SCHEDULE);
  const trouble: unknown[] = [];
  const log = { info: () => undefined, error: (...words: unknown[]) => trouble.push(words) };
  await releaseDue(service, log);
  now = new Date(now.getTime() + HELD_MS);
  await releaseDue(service, log);
  expect(trouble).toEqual([]);

  const read = (month: string): ReleaseDocument =>
    ReleaseDocument.parse(
      JSON.parse(readFileSync(join(folder, `${month}-h3-8`, 'release.json'), 'utf8')),
    );
  const documents = MONTHS.map(read);
  expect(documents.every(({ synthetic }) => synthetic)).toBe(true);
  const missing = documents.filter(({ not_delivered }) => not_delivered.length > 0);
  expect(missing.map(({ period }) => period)).toEqual(['2025-07', '2025-08', '2025-09']);
  const publication = publishedFigures(documents);
  expect(publication.figures.length).toBeGreaterThan(1_000);
  const { intervals, recovered, narrowed } = intervalAttack(publication);
  expect([recovered, narrowed]).toEqual([[], []]);

  let [leftOut, known] = [0, 0];
  const place = new Map(publication.figures.map(({ name }, i) => [name, i]));
  for (const period of MONTHS) {
    const counts = await asOwner(database, (tx) => countByHexagon(tx, period));
    for (const { place: cell, kind, n } of counts) {
      const figure = place.get(`${period} ${cell} ${kind}`);
      const [low, high] = (figure === undefined ? undefined : intervals[figure]) ?? [0, 4];
      if (n < low || n > high)
        throw new Error(`${period} ${cell} ${kind}: what is said is not true`);
    }
    const exact = await asOwner(database, (tx) => exactCounts(tx, period));
    const weak = weakRelease(exact.map((one) => ({ ...one, parent: cellToParent(one.place, 6) })));
    const findings = intervalAttack(weak);
    expect(deceived(weak, findings)).toEqual([]);
    leftOut += weak.leftOut.length;
    known += shareRecovered(weak, findings) * weak.leftOut.length;
  }
  const share = known / leftOut;
  console.info(
    `Sample county, careless release: ${Math.round(share * 100)} % of ${leftOut} counts from 1 to 4 recovered exactly.`,
  );
  expect(leftOut).toBeGreaterThan(5_000);
  expect(share).toBeGreaterThan(0.3);
}
