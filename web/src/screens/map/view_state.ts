/** The whole view as an address: copy it, and a colleague sees the same. */
import type { Kind } from '#api/contract/kinds.ts';
import { DISTANCES, type Distance } from './near_repeats/distances.ts';
import { KINDS } from '#api/contract/kinds.ts';
import { MODES, type Mode } from '#api/contract/modes.ts';
import { parseTested, printTested, type Tested } from './significance/tested.ts';
import { COMPARISONS, type Comparison } from './compare/compare.ts';
import { PARTNERSHIP_AREA } from '#api/contract/whole_areas.ts';
import { parseCorners, printCorners, type Corner } from './area/drawn_area.ts';

export const PANELS = ['places', 'table', 'hotspots', 'analysis'] as const;
export type Panel = (typeof PANELS)[number];

export interface MapView extends Tested {
  /** inclusive local days; null: the default window of the history */
  readonly window: { readonly from: string; readonly to: string } | null;
  /** empty lists mean all */
  readonly kinds: readonly Kind[];
  readonly types: readonly string[];
  readonly agencies: readonly string[];
  readonly area: string | null;
  /** corners of an area drawn by hand; null: none. It and `area` both hold. */
  readonly within: readonly Corner[] | null;
  /** the window the shown one is compared with; null: none */
  readonly compare: Comparison | null;
  /** what stands out beyond chance is drawn: among the places, or against the place's own past; null: nothing is */
  readonly sure: Mode | null;
  /** the type whose near repeats are looked for; null: none */
  readonly near: string | null;
  /** what distances of near repeats are measured by */
  readonly distance: Distance;
  /** the density surface's bandwidth in metres, or by its rule; null: no surface */
  readonly density: number | 'rule' | null;
  /** a pinned resolution, 6 to 11; null: it follows the zoom */
  readonly resolution: number | null;
  readonly at: {
    readonly longitude: number;
    readonly latitude: number;
    readonly zoom: number;
  } | null;
  readonly cell: string | null;
  readonly hotspot: number | null;
  readonly panel: Panel;
  /** panels folded away */
  readonly folded: { readonly rail: boolean; readonly side: boolean; readonly time: boolean };
}

export const EMPTY_VIEW: MapView = {
  window: null,
  kinds: [],
  types: [],
  agencies: [],
  area: null,
  within: null,
  compare: null,
  sure: null,
  measure: 'count',
  hours: null,
  near: null,
  distance: 'euclidean',
  density: null,
  resolution: null,
  at: null,
  cell: null,
  hotspot: null,
  panel: 'places',
  folded: { rail: false, side: false, time: false },
};

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const CELL = /^8[0-9a-f]{14}$/;

const isDay = (text: string | null): text is string => {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
};
const slugs = (text: string | null) => [
  ...new Set((text ?? '').split(',').filter((slug) => slug.length <= 80 && SLUG.test(slug))),
];

/** Reads an address's query. What it cannot read it leaves out: an old or mangled link still opens. */
export function parseView(query: Pick<URLSearchParams, 'get'>): MapView {
  const from = query.get('from');
  const to = query.get('to');
  const resolution = Number(query.get('res') ?? Number.NaN);
  const cell = query.get('cell');
  const area = query.get('area');
  const hotspot = Number(query.get('hotspot') ?? Number.NaN);
  const folded = (query.get('folded') ?? '').split(',');
  return {
    window: isDay(from) && isDay(to) && from <= to ? { from, to } : null,
    kinds: KINDS.filter((kind) => (query.get('kind') ?? '').split(',').includes(kind)),
    types: slugs(query.get('type')),
    agencies: slugs(query.get('agency')),
    // the partnership's own is counted where none is chosen
    area: area && SLUG.test(area) && area !== PARTNERSHIP_AREA ? area : null,
    within: parseCorners(query.get('within')),
    compare: COMPARISONS.find((by) => by === query.get('compare')) ?? null,
    sure: parseMode(query.get('sure')),
    ...parseTested(query),
    near: slugs(query.get('near'))[0] ?? null,
    distance: DISTANCES.find((one) => one === query.get('distance')) ?? 'euclidean',
    density: parseBandwidth(query.get('density')),
    resolution:
      Number.isInteger(resolution) && resolution >= 6 && resolution <= 11 ? resolution : null,
    at: parsePlace(query.get('at')),
    cell: cell && CELL.test(cell) ? cell : null,
    hotspot: Number.isInteger(hotspot) && hotspot > 0 ? hotspot : null,
    panel: PANELS.find((panel) => panel === query.get('panel')) ?? 'places',
    folded: {
      rail: folded.includes('rail'),
      side: folded.includes('side'),
      time: folded.includes('time'),
    },
  };
}

const parseMode = (text: string | null): Mode | null =>
  text === '1' ? 'busy' : (MODES.find((mode) => mode === text) ?? null);

/** Metres within what the API takes. */
export const LEAST_BANDWIDTH = 50;
export const MOST_BANDWIDTH = 10_000;

function parseBandwidth(text: string | null): MapView['density'] {
  if (text === 'rule') return text;
  const metres = /^\d{2,5}$/.test(text ?? '') ? Number(text) : Number.NaN;
  return metres >= LEAST_BANDWIDTH && metres <= MOST_BANDWIDTH ? metres : null;
}

function parsePlace(text: string | null): MapView['at'] {
  const [longitude, latitude, zoom, more] = (text ?? '').split(',').map(Number);
  if (more !== undefined || longitude === undefined || latitude === undefined) return null;
  if (zoom === undefined || !(Math.abs(longitude) <= 180) || !(Math.abs(latitude) <= 85))
    return null;
  return zoom >= 0 && zoom <= 24 ? roundPlace({ longitude, latitude, zoom }) : null;
}

/** Five decimals are a metre, and two of zoom are below a pixel: more would only lengthen the address. */
export const roundPlace = (at: NonNullable<MapView['at']>): NonNullable<MapView['at']> => ({
  longitude: Math.round(at.longitude * 1e5) / 1e5 + 0,
  latitude: Math.round(at.latitude * 1e5) / 1e5 + 0,
  zoom: Math.round(at.zoom * 100) / 100,
});

/** The query string of a view, without the question mark; defaults are left out.
 *  parseView(printView(view)) is the view again. */
export function printView(view: MapView): string {
  const query: string[] = [];
  const add = (name: string, value: string | number) => query.push(`${name}=${value}`);
  if (view.window) add('from', view.window.from);
  if (view.window) add('to', view.window.to);
  if (view.kinds.length) add('kind', view.kinds.join(','));
  if (view.types.length) add('type', view.types.join(','));
  if (view.agencies.length) add('agency', view.agencies.join(','));
  if (view.area) add('area', view.area);
  if (view.within) add('within', printCorners(view.within));
  if (view.compare) add('compare', view.compare);
  // 1: as links have it that were sent before there were two
  if (view.sure) add('sure', view.sure === 'busy' ? 1 : view.sure);
  for (const [name, value] of Object.entries(printTested(view))) add(name, value);
  if (view.near) add('near', view.near);
  if (view.distance !== 'euclidean') add('distance', view.distance);
  if (view.density !== null) add('density', view.density);
  if (view.resolution !== null) add('res', view.resolution);
  if (view.at) {
    const { longitude, latitude, zoom } = roundPlace(view.at);
    add('at', `${longitude},${latitude},${zoom}`);
  }
  if (view.cell) add('cell', view.cell);
  if (view.hotspot !== null) add('hotspot', view.hotspot);
  if (view.panel !== 'places') add('panel', view.panel);
  const folded = (['rail', 'side', 'time'] as const).filter((name) => view.folded[name]);
  if (folded.length) add('folded', folded.join(','));
  // Every value is a slug, a number, a date, a cell or corners: commas and semicolons need no escape, and the address stays readable.
  return query.join('&');
}
