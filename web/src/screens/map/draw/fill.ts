/** What fills the hexagons, and which legend says so: one thing at a time. */
import { changeClass, FIRST_CHANGE_CLASS, SIDE_CLASSES } from '../compare/compare.ts';
import type { SignificanceMap } from '../significance/cell_significance.ts';
import { CLASSES, classOf, windowBreaks, type Breaks } from './breaks.ts';
import type { Picture } from './picture.ts';
import { stepBreaks, stepClass } from './steps.ts';

/** counts: of the window · hours: of some hours of it · rate: per 1,000 residents · change: against another window ·
 *  density: a surface */
export type FillOf = 'counts' | 'hours' | 'rate' | 'change' | 'density';

export interface Fill {
  readonly of: FillOf;
  readonly shapes: readonly string[];
  readonly cells: readonly string[];
  readonly total: ArrayLike<number>;
  readonly breaks: Breaks;
  readonly classAt: (value: number, breaks: Breaks) => number;
}

/** Where incidents have no rate to be coloured by: the grey of no change, which no class of the ramp has. */
const NO_RATE = FIRST_CHANGE_CLASS + SIDE_CLASSES;
const noRate = -1;
const rateClass = (value: number, breaks: Breaks): number =>
  value === noRate ? NO_RATE : stepClass(value, breaks);

/** A surface as the server worked it out. */
export interface Surface {
  readonly cells: readonly { readonly cell: string; readonly density: number }[];
}

/** results: where it is requested and may be shown. Comparing two windows comes first: neither a surface nor rates are of two. */
export function fillOf(
  picture: Picture | null,
  results: SignificanceMap | null,
  surface: Surface | null,
): Fill | null {
  if (picture?.change) {
    const { change, shapes } = picture;
    const { cells, change: total } = change.changes;
    return {
      ...{ of: 'change', shapes, cells, total },
      ...{ breaks: change.breaks, classAt: changeClass },
    };
  }
  if (surface) return surfaceFill(surface);
  if (results?.answer.measure === 'rate') return rateFill(results);
  if (results?.answer.hours) return hoursFill(results);
  if (!picture) return null;
  const { shapes, hexes, breaks } = picture;
  return {
    ...{ of: 'counts', shapes, cells: hexes.cells, total: hexes.total },
    ...{ breaks, classAt: classOf },
  };
}

function surfaceFill({ cells }: Surface): Fill {
  const total = cells.map(({ density }) => density);
  const names = cells.map(({ cell }) => cell);
  return {
    ...{ of: 'density', shapes: names, cells: names, total },
    ...{ breaks: stepBreaks(total), classAt: stepClass },
  };
}

function rateFill({ answer }: SignificanceMap): Fill {
  const some = answer.cells.filter(({ count }) => count > 0);
  const names = some.map(({ cell }) => cell);
  return {
    of: 'rate',
    shapes: names,
    cells: names,
    total: some.map(({ rate }) => rate ?? noRate),
    breaks: stepBreaks(some.flatMap(({ rate }) => rate ?? [])),
    classAt: rateClass,
  };
}

function hoursFill({ answer }: SignificanceMap): Fill {
  const some = answer.cells.filter(({ count }) => count > 0);
  const names = some.map(({ cell }) => cell);
  const total = some.map(({ count }) => count);
  return {
    ...{ of: 'hours', shapes: names, cells: names, total },
    ...{ breaks: windowBreaks(total, 1, CLASSES), classAt: classOf },
  };
}
