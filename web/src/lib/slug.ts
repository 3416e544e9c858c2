/** The short name of a dataset or an agency, from the name a person gave it: "Street cleansing (2025)" →
 *  street-cleansing-2025. Empty where nothing is left of it. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
