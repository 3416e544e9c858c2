/** A figure of a response: null where there is none. */
export const figure = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;
