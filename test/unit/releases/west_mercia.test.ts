/** Every month of a real police file, released and attacked; and the same months released carelessly. */
import { existsSync } from 'node:fs';
import { cellToParent } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { buildRelease } from '#api/releases/build_release.ts';
import { monthsBetween } from '#api/releases/due_releases.ts';
import { intervalAttack } from '#api/releases/interval_attack.ts';
import { publishedFigures } from '#api/releases/published_figures.ts';
import { INCIDENT_TYPES } from '#api/contract/kinds.ts';
import type { ReleaseDocument } from '#api/contract/releases.ts';
import { cellOf, cellToString, coarser } from '#api/geo/cells.ts';
import { isoOf } from '#api/time/local_day.ts';
import { readAll, shared } from '../intake/check/read_all.ts';
import { facts } from './release_facts.ts';
import { deceived, shareRecovered, weakRelease } from './weak_release.ts';

const ZIP = shared('police-uk/west-mercia-2025.zip');
const absent = existsSync(ZIP) ? '' : ' (skipped: no ../shared/data/police-uk)';

/** One line an incident with a place: its month, hexagon and kind. */
const incidents = async () => {
  const kinds = new Map(INCIDENT_TYPES.map(({ id, kind }) => [id, kind]));
  const { rows } = await readAll(ZIP, { now: Date.UTC(2026, 10, 25) });
  return rows.flatMap(({ localDay, lon, lat, typeId }) => {
    const kind = kinds.get(typeId);
    if (lon === null || lat === null || !kind) return [];
    const place = cellToString(coarser(cellOf(lon, lat), 8));
    return [{ month: isoOf(localDay).slice(0, 7), place, kind, n: 1 }];
  });
};

describe(`West Mercia’s year of 2025 (../shared/data)${absent}`, () => {
  it.skipIf(absent)(
    'discloses nothing in our releases, taken together, and most small counts in a careless one',
    { timeout: 120_000 },
    async () => {
      const byMonth = Map.groupBy(await incidents(), ({ month }) => month);
      const releases: ReleaseDocument[] = [];
      let [leftOut, recovered] = [0, 0];
      for (const period of monthsBetween('2025-01', '2025-12')) {
        const counts = byMonth.get(period) ?? [];
        expect(counts.length).toBeGreaterThan(5_000);
        const release = buildRelease(facts({ period }), counts);
        if (release === 'nothing reaches five') throw new Error(`${period}: ${release}`);
        releases.push(release);
        const weak = weakRelease(
          counts.map((one) => ({ ...one, parent: cellToParent(one.place, 6) })),
        );
        const findings = intervalAttack(weak);
        expect(deceived(weak, findings)).toEqual([]);
        leftOut += weak.leftOut.length;
        recovered += shareRecovered(weak, findings) * weak.leftOut.length;
      }
      const publication = publishedFigures(releases);
      expect(publication.figures.length).toBeGreaterThan(3_000);
      const { recovered: known, narrowed } = intervalAttack(publication);
      expect([known, narrowed]).toEqual([[], []]);
      const share = recovered / leftOut;
      console.info(
        `West Mercia, careless release: ${Math.round(share * 100)} % of ${leftOut} counts from 1 to 4 recovered exactly.`,
      );
      expect(leftOut).toBeGreaterThan(5_000);
      expect(share).toBeGreaterThan(0.3);
    },
  );
});
