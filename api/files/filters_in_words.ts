/** The query behind an export, in words. It holds no coordinates: it also goes into the audit. */
import type { ExportFilters } from '../contract/exports.ts';
import { INCIDENT_TYPES, KIND_LABELS } from '../contract/kinds.ts';
import type { Line } from './marking.ts';

export interface ExportQuery extends Pick<
  ExportFilters,
  'kind' | 'type' | 'agency' | 'within' | 'bbox' | 'resolution'
> {
  /** Local days, inclusive, as they were applied. */
  readonly from: string;
  readonly to: string;
  /** The area's name. */
  readonly areaName: string | null;
}

const date = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
export const dayInWords = (day: string): string => date.format(new Date(`${day}T00:00:00Z`));

/** @param agencyNames names by slug */
export function filtersInWords(
  query: ExportQuery,
  agencyNames: ReadonlyMap<string, string>,
): Line[] {
  const { from, to, kind, type, agency, within, bbox, areaName, resolution } = query;
  const label = (slug: string) => INCIDENT_TYPES.find((one) => one.slug === slug)?.label ?? slug;
  const where = [
    ...(areaName === null ? [] : [areaName]),
    ...(within ? [`an area drawn by hand, with ${within.length} corners`] : []),
    ...(bbox ? ['the part of the map that was shown'] : []),
  ];
  return [
    ['Window', from === to ? dayInWords(from) : `${dayInWords(from)} to ${dayInWords(to)}`],
    ['Kinds', kind ? kind.map((one) => KIND_LABELS[one]).join(', ') : 'all'],
    ...(type ? [['Types', type.map(label).join(', ')] as const] : []),
    [
      'Agencies',
      agency
        ? agency.map((slug) => agencyNames.get(slug) ?? slug).join(', ')
        : 'all whose records you may see',
    ],
    [
      'Where',
      where.length > 0
        ? `${where.join('; inside ')}: by whole hexagons of resolution ${resolution}`
        : 'everywhere',
    ],
  ];
}

/** One line of it, for the audit. */
export const inOneLine = (lines: readonly Line[]): string =>
  lines.map(([label, words]) => `${label}: ${words}`).join('. ');
