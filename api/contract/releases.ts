/** The public release of counts: its announcement, the list, and the document that anybody may read. */
import { z } from 'zod';
import { Day, Instant } from './common.ts';
import { KINDS } from './kinds.ts';
import { oneLine } from './words.ts';

/** The geography, chosen once with the first release: hexagons of H3 resolution 8, or areas of one kind. */
export const GEOGRAPHIES = ['h3-8', 'districts', 'wards'] as const;
export const Geography = z.enum(GEOGRAPHIES, `Write one of: ${GEOGRAPHIES.join(', ')}.`);
export type Geography = z.infer<typeof Geography>;

/** A month of the partnership's calendar. */
export const Month = z
  .string()
  .regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/, 'Write a month as yyyy-mm.')
  .meta({ id: 'Month', example: '2026-10' });

export const RELEASE_FILES = [
  'release.json',
  'release.csv',
  'release.geojson',
  'method.md',
] as const;
export type ReleaseFile = (typeof RELEASE_FILES)[number];

/** What is published of a count from 0 to 4. */
export const FEW = '0 to 4';
export const PublishedCount = z.union([z.literal(FEW), z.number().int().min(5).multipleOf(5)]);
export type PublishedCount = z.infer<typeof PublishedCount>;

const byKind = <S extends z.ZodType>(value: S) => z.partialRecord(z.enum(KINDS), value);

/** release.json */
export const ReleaseDocument = z
  .object({
    partnership: z.string(),
    /** true: the invented sample county */
    synthetic: z.boolean(),
    period: Month,
    geography: Geography,
    /** local date on which it was built */
    built_on: Day,
    method_version: z.number().int().positive(),
    /** Whose records of each kind are in it. Without agencies nobody publishes the kind; not arrived: no feed of
     *  theirs that has the kind has brought anything for the month. Either way it is in no record below. */
    kinds: z.array(
      z.object({
        kind: z.enum(KINDS),
        label: z.string(),
        agencies: z.array(z.string()),
        arrived: z.boolean(),
      }),
    ),
    /** feeds of those agencies from which nothing arrived for the month: missing, not zero */
    not_delivered: z.array(z.object({ agency: z.string(), feed: z.string() })),
    places: z.array(
      z.object({ place: z.string(), name: z.string().nullable(), counts: byKind(PublishedCount) }),
    ),
    /** what every place that is not listed has of every kind; null where all places are listed */
    elsewhere: z.literal(FEW).nullable(),
    /** sums of the numbers published above, in which "0 to 4" adds nothing */
    totals: byKind(z.number().int().nonnegative()),
  })
  .meta({ id: 'ReleaseDocument' });
export type ReleaseDocument = z.infer<typeof ReleaseDocument>;

export const ReleaseSummary = z
  .object({
    period: Month,
    geography: Geography,
    built_at: Instant,
    /** who requested it; "schedule": the server itself */
    built_by: z.string(),
    method_version: z.number().int().positive(),
    files: z.array(
      z.object({
        name: z.enum(RELEASE_FILES),
        /** where anybody may read it */
        path: z.string(),
        bytes: z.number().int().positive(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    ),
  })
  .meta({ id: 'ReleaseSummary' });
export type ReleaseSummary = z.infer<typeof ReleaseSummary>;

/** A release that is announced: it is published a day later, unless an administrator stops it. */
export const PlannedRelease = z
  .object({
    period: Month,
    geography: Geography,
    announced_at: Instant,
    /** who requested it; "schedule": the server itself */
    announced_by: z.string(),
    /** from when on it is published */
    publish_from: Instant,
    /** null: nobody has stopped it */
    stopped: z.object({ at: Instant, by: z.string(), why: z.string() }).nullable(),
  })
  .meta({ id: 'PlannedRelease' });
export type PlannedRelease = z.infer<typeof PlannedRelease>;

export const StopRelease = z.object({
  why: oneLine(z.string().trim().min(1, 'Say why it must not be published.').max(1000)),
});

export const ReleaseList = z.object({
  /** null until the first release: it chooses */
  geography: Geography.nullable(),
  /** announced and not yet published, or stopped */
  planned: z.array(PlannedRelease),
  releases: z.array(ReleaseSummary),
});
export type ReleaseList = z.infer<typeof ReleaseList>;

/** releases/index.json */
export interface ReleaseIndex {
  readonly partnership: string;
  readonly synthetic: boolean;
  readonly geography: Geography | null;
  readonly releases: readonly Omit<ReleaseSummary, 'built_by'>[];
}

export const NewRelease = z.object({
  period: Month,
  /** needed for the first release only */
  geography: Geography.optional(),
  /** true: nothing is kept or published; the answer is what would be */
  dry_run: z.boolean().default(false),
});
export type NewRelease = z.infer<typeof NewRelease>;
