/** Sentences of the Export screen. */
import type { Offer } from '#api/contract/exports.ts';
import { count } from '#web/lib/format.ts';

/** The files there are, and how each is offered. */
export const FILES = ['incidents', 'hexagons', 'actions'] as const;
export type FileKind = (typeof FILES)[number];

export const FORMAT_LABELS = { csv: 'CSV', xlsx: 'Excel', geojson: 'GeoJSON' } as const;
export type Format = keyof typeof FORMAT_LABELS;

export const FORMATS_OF: Readonly<Record<FileKind, readonly Format[]>> = {
  incidents: ['csv', 'xlsx', 'geojson'],
  hexagons: ['csv', 'xlsx', 'geojson'],
  actions: ['csv', 'xlsx'],
};

export const exportWords = {
  title: 'Export',
  lead: 'Files to take away, of what you may see. Each says what it is, who took it, when and under which agreements, and each is written into the audit.',
  toMap: 'Map',
  loading: 'Counting what would be in each file…',
  requested: 'What you asked for',
  from: 'From',
  to: 'To',
  changeOnMap: 'Kinds, agencies and places are chosen on the map.',
  exportedBy: 'Exported by',
  synthetic: 'Synthetic',
  syntheticWords: 'Nothing in these files happened: it is a made-up county. They say so.',
  files: {
    incidents: {
      title: 'Incidents, one by one',
      about: 'A row for each: when, where, what, whose, as it was reported.',
    },
    hexagons: {
      title: 'Counts by hexagon',
      about: 'A row for each hexagon of the map, with its numbers by kind.',
    },
    actions: {
      title: 'Action log',
      about:
        'A row for each action: who does what by when, what was done. All dates, whatever is chosen above.',
    },
  },
  marked: 'Marked',
  provider: 'Whose records',
  number: 'Incidents',
  under: 'Under',
  agreement: (id: number) => `agreement ${id}`,
  until: (day: string) => `until ${day}`,
  providers: 'Whose records, under which agreement',
  leftOut: 'Left out',
  none: 'There is nothing to take away yet',
  noneHint: 'No incidents have come in yet, or none are shared with your agency.',
  toData: 'Bring data in',
  nothing: 'Nothing that you may see matches',
  nothingHint: 'Choose other dates, or fewer filters on the map.',
  take: (format: Format) => `Take as ${FORMAT_LABELS[format]}`,
  takeOf: (kind: FileKind, format: Format) =>
    `${exportWords.files[kind].title} as ${FORMAT_LABELS[format]}`,
  making: 'Making the file. A large one takes half a minute; stay on this page.',
  stop: 'Stop',
  saved: (name: string) => `Saved as “${name}”.`,
  savedHint:
    'It is among this browser’s downloads. Its marking goes with it: pass it on only to those who may have it.',
} as const;

/** 8,745 incidents · 12 actions */
export const amount = (kind: FileKind, { count: n }: Pick<Offer, 'count'>): string =>
  kind === 'actions' ? count(n, 'action') : count(n, 'incident');
