/** Classes of measures that are no whole numbers, such as rates and densities: natural breaks of what is shown. */
import { classOf, CLASSES, naturalBreaks, type Breaks } from './breaks.ts';

/** Ascending, the first 0: everything above nothing has a class. Found on the values' roots, because they are skewed as
 *  counts are, and written with two digits, so that a legend can be read. */
export function stepBreaks(values: readonly number[], classes = CLASSES): number[] {
  const found = naturalBreaks(
    values.map((value) => Math.sqrt(Math.max(0, value))),
    classes,
  ).map((root) => Number((root * root).toPrecision(2)));
  return found.length === 0 ? [] : [0, ...new Set(found.slice(1).filter((least) => least > 0))];
}

export const stepClass = (value: number, breaks: Breaks): number => classOf(value, breaks);

/** `below 1.2`, `1.2–4`, `4 or more` */
export function stepLabels(
  breaks: Breaks,
  words: {
    figure: (value: number) => string;
    below: (most: string) => string;
    more: (least: string) => string;
    all: string;
  },
): string[] {
  return breaks.map((least, i) => {
    const next = breaks[i + 1];
    if (next === undefined) return i === 0 ? words.all : words.more(words.figure(least));
    return i === 0
      ? words.below(words.figure(next))
      : `${words.figure(least)}–${words.figure(next)}`;
  });
}
