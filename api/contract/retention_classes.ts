/** What an agency's records consist of, as far as it ages, and for how many months it is kept. Without zod: the browser reads it. */

/** places: exact places of incidents · texts: their references, locations and notes · rejects: rows of files that did not
 *  come in */
export const RETENTION_CLASSES = ['places', 'texts', 'rejects'] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

/** Months. An agency that sets nothing has `usual`. Places: three years, because the product compares a period with the two
 *  years before it; six months at least, because near repeats and density read exact places of the last quarter. */
export const RETENTION_MONTHS: Readonly<
  Record<RetentionClass, { readonly usual: number; readonly least: number; readonly most: number }>
> = {
  places: { usual: 36, least: 6, most: 120 },
  texts: { usual: 24, least: 3, most: 120 },
  rejects: { usual: 3, least: 1, most: 24 },
};
