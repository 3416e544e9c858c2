/** How many needles a text means. The rule for vague words is that of published FOI data:
 *  blank is 1, "needles" is 2, a range is its lower end; the words are kept. */

export interface NeedleCount {
  readonly min: number;
  /** null: at least `min`, nobody knows how many more. */
  readonly max: number | null;
  readonly text: string;
}

/** Completes "-3 …". */
export interface NeedleProblem {
  readonly reason: string;
}

const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  single: 1,
  two: 2,
  couple: 2,
  pair: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  dozen: 12,
  twenty: 20,
};
/** Beyond this a person has typed a reference or a telephone number. */
const MOST = 10_000;

/** Reads a count. A `min` of 0 is a search that found nothing, which is a record too. */
export function needleCount(written: string): NeedleCount | NeedleProblem {
  const text = written.trim();
  const low = text.toLowerCase();
  if (low === '') return { min: 1, max: null, text };
  if (/^-\s*\d/.test(low)) return { reason: 'is a count below zero' };
  const range = /(\d+)\s*(?:-|–|—|to|or|\/)\s*(\d+)/.exec(low);
  if (range) return bounded(Number(range[1]), Number(range[2]), text);
  const figure = /(\d[\d,]*)(\.\d+)?/.exec(low);
  if (figure) {
    if (figure[2] && Number(figure[2]) > 0) return { reason: 'is not a whole number of needles' };
    const n = Number((figure[1] ?? '').replaceAll(',', ''));
    const open = /\+|more|over|at least|least|>|plus|min/.test(low);
    return bounded(n, open ? null : n, text);
  }
  if (/\b(none|nil|zero|nothing|no needles|no syringes|not found)\b/.test(low)) {
    return { min: 0, max: 0, text };
  }
  for (const word of low.split(/[^a-z]+/)) {
    const n = WORDS[word];
    // "a few needles", "a dozen": the article is not the count.
    if (
      n !== undefined &&
      !(n === 1 && /\b(few|bag|box|bundle|number|dozen|couple|pair|lot)\b/.test(low))
    ) {
      return { min: n, max: n, text };
    }
  }
  if (/needles|syringes|sharps|several|many|multiple|few|lots?\b|some|number/.test(low)) {
    return { min: 2, max: null, text };
  }
  return { min: 1, max: null, text };
}

function bounded(a: number, b: number | null, text: string): NeedleCount | NeedleProblem {
  if (a > MOST || (b ?? 0) > MOST)
    return { reason: `is more than ${MOST} needles: check the column` };
  return b === null || b >= a ? { min: a, max: b, text } : { min: b, max: a, text };
}
