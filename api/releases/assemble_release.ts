/** A release from the database: who publishes what, counted, rounded and attacked. Everything that is refused is
 *  refused here. */
import { GEOGRAPHIES, type Geography, type ReleaseDocument } from '../contract/releases.ts';
import type { OwnerTx } from '../db/as_agency.ts';
import { localDateOf, monthInWords } from '../time/local_date.ts';
import { readPartnership } from '../partnership/queries.ts';
import { Problem } from '../http/problem.ts';
import { buildRelease } from './build_release.ts';
import { closesOn, isClosed } from '../closed_months/closed_month.ts';
import { arrivedKinds, missingFeeds } from './due_releases.ts';
import { intervalAttack } from './interval_attack.ts';
import { publishedFigures } from './published_figures.ts';
import {
  countByArea,
  countByHexagon,
  listPublished,
  listPublishedFeeds,
  listReleaseAreas,
  overlappingAreas,
  readGeography,
  type ReleaseArea,
  type StoredRelease,
} from './queries.ts';

export interface WantedRelease {
  /** yyyy-mm */
  readonly period: string;
  /** Needed for the first release; later ones follow it. */
  readonly geography?: Geography | undefined;
}

/** The kind of area behind a geography of areas. */
const AREA_KIND = { districts: 'district', wards: 'ward' } as const;

export interface AssembledRelease {
  readonly document: ReleaseDocument;
  readonly areas: readonly ReleaseArea[] | null;
  /** Ids of the agencies whose records it counts. */
  readonly agencies: readonly number[];
}

/** What would be published now, and the outlines of its areas. Throws Problems `month_not_closed`,
 *  `nothing_to_release`, `other_geography`, `areas_overlap`, `invalid_input`.
 *  @param today the partnership's day */
export async function assembleRelease(
  tx: OwnerTx,
  wanted: WantedRelease,
  today: string,
): Promise<AssembledRelease> {
  const { period } = wanted;
  const geography = await chosenGeography(tx, wanted.geography);
  if (!isClosed(period, today))
    throw new Problem('month_not_closed', {
      detail: `${monthInWords(period)} can be released from ${closesOn(period)} on, when its late files are in.`,
    });
  const published = await listPublished(tx, geography, period);
  if (published.length === 0)
    throw new Problem('nothing_to_release', {
      detail:
        'No agency publishes anything yet. Each one that wants to makes a sharing agreement with the public first.',
    });
  const { name: partnership, sample } = await readPartnership(tx);
  const feeds = await listPublishedFeeds(tx);
  const areas = geography === 'h3-8' ? null : await areasOf(tx, AREA_KIND[geography]);
  const counts =
    geography === 'h3-8'
      ? await countByHexagon(tx, period)
      : await countByArea(tx, period, AREA_KIND[geography]);
  const document = buildRelease(
    {
      partnership,
      synthetic: sample !== 'none',
      period,
      geography,
      built_on: today,
      not_delivered: missingFeeds(feeds, period).map(({ agency, feed }) => ({ agency, feed })),
      published,
      arrived: arrivedKinds(feeds, period),
      areas,
    },
    counts,
  );
  if (document === 'nothing reaches five')
    throw new Problem('nothing_to_release', {
      detail:
        `Nothing is published for ${monthInWords(period)}: no place has five of anything. ` +
        'If files of the month are still to come, bring them in first.',
    });
  withstand(document);
  return { document, areas, agencies: [...new Set(published.map((one) => one.agency_id))] };
}

/** The geography that every release has. Throws when there is none yet, or the wanted one is another. */
export async function chosenGeography(
  tx: OwnerTx,
  wanted: Geography | undefined,
): Promise<Geography> {
  const chosen = await readGeography(tx);
  if (chosen === null && wanted === undefined)
    throw new Problem('invalid_input', {
      fields: [
        {
          path: 'geography',
          message: `Say by which places releases count: ${GEOGRAPHIES.join(', ')}. The first release chooses for all.`,
        },
      ],
    });
  if (chosen !== null && wanted !== undefined && chosen !== wanted)
    throw new Problem('other_geography', {
      detail:
        `Releases here count by ${chosen}, as the first one did. Another geography could be compared with it ` +
        'to find what was rounded away. Leave the geography out.',
    });
  return chosen ?? wanted ?? 'h3-8';
}

/** The refusal of a second release. */
export const alreadyReleased = ({ period, geography, built_at: at }: StoredRelease): Problem =>
  new Problem('already_released', {
    detail:
      `${monthInWords(period)} was released on ${localDateOf(at)}, by ${geography}. ` +
      'A month is released once: two versions of it could be compared to find what lies between them.',
  });

async function areasOf(tx: OwnerTx, kind: 'district' | 'ward'): Promise<readonly ReleaseArea[]> {
  const areas = await listReleaseAreas(tx, kind);
  if (areas.length === 0)
    throw new Problem('invalid_input', {
      fields: [
        {
          path: 'geography',
          message: `There are no ${kind}s yet. Bring them in: npm run cli -- areas FILE.geojson --kind ${kind}.`,
        },
      ],
    });
  // a feed that is not missing has brought at least one record: of one area alone that would be known
  if (areas.length === 1)
    throw new Problem('invalid_input', {
      fields: [
        {
          path: 'geography',
          message: `There is only one ${kind}. Count by smaller places, such as h3-8.`,
        },
      ],
    });
  const overlap = await overlappingAreas(tx, kind);
  if (overlap)
    throw new Problem('areas_overlap', {
      detail:
        `“${overlap.one}” and “${overlap.other}” overlap, so their counts could be taken from each other. ` +
        'Correct the outlines first.',
    });
  return areas;
}

/** The last check before anything is stored. It has never failed; the tests run it on every release they build. */
function withstand(document: ReleaseDocument): void {
  const { recovered, narrowed } = intervalAttack(publishedFigures([document]));
  const given = recovered.length + narrowed.length;
  if (given > 0)
    throw new Error(`The release of ${document.period} would disclose ${given} counts.`);
}
