/** How seldom chance alone would alert, in words: the same on the screen and in a message. */

const number = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 1 });
/** More years than anybody watches are one word. */
const MANY_YEARS = 100;
const DAYS_A_MONTH = 365.25 / 12;

/** “about once in 3 months”, “about once in 40 years”, “less than once in 100 years”. */
export function howRare(days: number): string {
  const months = days / DAYS_A_MONTH;
  if (months < 18) return `about once in ${Math.max(1, Math.round(months))} months`;
  const years = months / 12;
  return years > MANY_YEARS
    ? `less than once in ${MANY_YEARS} years`
    : `about once in ${number.format(years)} years`;
}
