import type { Kind } from '#api/contract/kinds.ts';

/** One glyph a kind, so that colour never carries the meaning alone. */
export const KIND_GLYPHS: Readonly<Record<Kind, string>> = {
  crime: '●',
  asb: '▲',
  needle_find: '✚',
  alcohol: '■',
};
