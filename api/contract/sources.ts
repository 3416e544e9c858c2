/** Where evidence comes from: types carry a mark, which an agency can correct for its own records. */
import { z } from 'zod';
import { Cell, Day, Slug } from './common.ts';
import { HOTSPOT_CLASSES, Refusal, SignificanceQuery } from './significance.ts';
import { SOURCES, type Source } from './source_marks.ts';
import { INCIDENT_TYPES } from './kinds.ts';

const TYPE_SLUGS = INCIDENT_TYPES.map(({ slug }) => slug);

export const SourceMark = z.object({
  type: Slug.refine((slug) => TYPE_SLUGS.includes(slug), 'No incident type is called so.'),
  source: z
    .enum(SOURCES)
    .describe(
      'public: somebody reported it; looked: officers found it by looking; effort: found by counted effort, such as sweeps',
    ),
});

export const SourceMarks = z
  .object({
    types: z
      .array(SourceMark)
      .describe('the mark of every type, where an agency has not corrected it'),
    corrected: z
      .array(SourceMark.extend({ agency: Slug }))
      .describe('what agencies say of their own records'),
  })
  .meta({ id: 'SourceMarks' });
export type SourceMarks = z.infer<typeof SourceMarks>;

export const NewSourceMarks = z
  .object({
    marks: z
      .array(SourceMark)
      .max(TYPE_SLUGS.length)
      .refine(
        (all) => new Set(all.map(({ type }) => type)).size === all.length,
        'Each type only once.',
      )
      .describe(
        'all corrections of the caller’s agency: types that are not among them have the usual mark',
      ),
  })
  .meta({ id: 'NewSourceMarks' });
export type NewSourceMarks = z.infer<typeof NewSourceMarks>;

export const EvidenceSourcesQuery = SignificanceQuery.omit({
  hours: true,
  weekdays: true,
  measure: true,
  source: true,
});

const counts: Record<Source, z.ZodNumber> = {
  public: z.number().int(),
  looked: z.number().int(),
  effort: z.number().int(),
};

export const EvidenceSources = z
  .object({
    resolution: z.number().int(),
    from: Day,
    to: Day,
    k: z.number().int(),
    area: z.string().nullable(),
    refused: Refusal.nullable().describe('why nothing is tested on all records'),
    refused_public: Refusal.nullable().describe(
      'why nothing is tested on the public’s reports alone',
    ),
    cells: z
      .array(
        z.object({
          cell: Cell,
          total: z.number().int(),
          ...counts,
          unknown: z
            .number()
            .int()
            .describe('counted by kind alone under an agreement: how they came to be known is not'),
          class: z.enum(HOTSPOT_CLASSES),
          class_public: z
            .enum(HOTSPOT_CLASSES)
            .describe('the same test on what the public reported alone'),
        }),
      )
      .describe('hot places; or the one cell that was asked for'),
  })
  .meta({ id: 'EvidenceSources' });
export type EvidenceSources = z.infer<typeof EvidenceSources>;
