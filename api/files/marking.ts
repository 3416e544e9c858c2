/** What every export declares: its marking, who made it and when, from which query, under which agreements, and what is
 *  not in it. */
import type { Column } from './table.ts';

/** Government Security Classifications (Cabinet Office): SENSITIVE is a marking within OFFICIAL. */
export type Mark = 'OFFICIAL' | 'OFFICIAL-SENSITIVE';

/** Of the highest sensitivity (0–3) of the rows in it, or of those counted in it; null where there are none. */
export const markOf = (highest: number | null): Mark =>
  highest === null || highest === 0 ? 'OFFICIAL' : 'OFFICIAL-SENSITIVE';

/** Whose records are in it, and by what right. */
export interface Provided {
  /** The agency's name. */
  readonly provider: string;
  readonly incidents: number;
  readonly under: readonly Basis[];
}

/** Why its reader has a record. */
export interface Basis {
  /** null: it is their own. */
  readonly agreement: number | null;
  /** Its last day; null where there is none. */
  readonly until: string | null;
  /** `own records`, or the agreement in a sentence. */
  readonly words: string;
}

export const OWN = 'own records';
/** `own records` or `agreement 7`: what stands on a row. */
export const basisName = ({ agreement }: Pick<Basis, 'agreement'>): string =>
  agreement === null ? OWN : `agreement ${agreement}`;

/** The bases of a whole file, each once. */
export const basisNames = (provided: readonly Provided[]): string[] => [
  ...new Set(provided.flatMap(({ under }) => under.map(basisName))),
];

export interface Marking {
  readonly mark: Mark;
  /** What it holds: "Incidents", "Incidents per hexagon", "Action log". */
  readonly title: string;
  readonly partnership: string;
  /** The sample county: nothing in it happened. */
  readonly synthetic: boolean;
  readonly person: string;
  readonly agency: { readonly slug: string; readonly name: string };
  readonly at: Date;
  /** The query: see filters_in_words.ts. */
  readonly filters: readonly Line[];
  readonly provided: readonly Provided[];
  /** A sentence each. */
  readonly leftOut: readonly string[];
}

/** A label and what stands beside it. */
export type Line = readonly [label: string, words: string];

export const exportedBy = ({ person, agency }: Pick<Marking, 'person' | 'agency'>): string =>
  `${person}, ${agency.name}`;

/** To the second, in UTC. */
export const exportedAt = ({ at }: Pick<Marking, 'at'>): string =>
  `${at.toISOString().slice(0, 19)}Z`;

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** "Wednesday 25 November 2026, 19:30 GMT" */
export function inLocalWords(at: Date): string {
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const { weekday, day, month, year, hour, minute, timeZoneName } = part;
  return `${weekday} ${day} ${month} ${year}, ${hour}:${minute} ${timeZoneName}`;
}

const HANDLING: Readonly<Record<Mark, string>> = {
  OFFICIAL: 'Handle it as your agency handles its own records.',
  'OFFICIAL-SENSITIVE':
    'Share only with people who need it for the purpose of the agreements named here; delete it when that is done.',
};

/** The page about the export, line by line: a sheet of the workbook, a part of the GeoJSON, the screen. */
export function aboutLines(marking: Marking): Line[] {
  const { mark, synthetic, provided, leftOut } = marking;
  const counted = new Intl.NumberFormat('en-GB');
  return [
    ['Marking', mark],
    ['Handling', HANDLING[mark]],
    ['Contents', marking.title],
    ['Partnership', marking.partnership],
    ...(synthetic
      ? [['Synthetic', 'Nothing in this file happened: it is a made-up county.'] as const]
      : []),
    ['Exported by', exportedBy(marking)],
    ['Exported at', `${inLocalWords(marking.at)} (${exportedAt(marking)})`],
    ...marking.filters,
    ...provided.flatMap(({ provider, incidents, under }) =>
      under.map(({ words }): Line => [
        'Agreement',
        `${provider}, ${counted.format(incidents)} ${incidents === 1 ? 'incident' : 'incidents'}: ${words}`,
      ]),
    ),
    ...leftOut.map((sentence): Line => ['Left out', sentence]),
  ];
}

/** Columns that stand on every row, after the table's own, so that they survive cutting and pasting.
 *  @param under of a row: `own records` or the agreements' numbers */
export function markingColumns<Row>(
  marking: Marking,
  under: (row: Row) => string,
): readonly Column<Row>[] {
  const [by, at] = [exportedBy(marking), exportedAt(marking)];
  return [
    { name: 'marking', width: 20, value: () => marking.mark },
    { name: 'agreement', width: 16, value: under },
    { name: 'exported_by', width: 28, value: () => by },
    { name: 'exported_at', width: 22, value: () => at },
  ];
}
