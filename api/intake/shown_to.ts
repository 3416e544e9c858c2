/** An import as its reader may see it. Those who bring files in see its first rows; those who may read incidents one by one, its
 *  rows by neighbourhood. Others get counts of hexagons in which any days may be counted: a file may hold one day. */
import { cellToParent } from 'h3-js';
import type { Context } from 'hono';
import type { Import, ImportPreview } from '../contract/imports.ts';
import { ANY_DAYS_RESOLUTION } from '../geo/smallest_window.ts';
import { mayOf } from '../http/access.ts';

export const shownTo = (c: Context, one: Import): Import => ({
  ...one,
  columns: mayOf(c, 'imports.manage')
    ? one.columns
    : (one.columns?.map(({ name }) => ({ name, examples: [] })) ?? null),
  preview: mayOf(c, 'points.read') || !one.preview ? one.preview : coarser(one.preview),
});

function coarser({ cells, resolution, ...preview }: ImportPreview): ImportPreview {
  if (resolution <= ANY_DAYS_RESOLUTION) return { ...preview, cells, resolution };
  const sums = new Map<string, number>();
  for (const { cell, total } of cells) {
    const parent = cellToParent(cell, ANY_DAYS_RESOLUTION);
    sums.set(parent, (sums.get(parent) ?? 0) + total);
  }
  return {
    ...preview,
    resolution: ANY_DAYS_RESOLUTION,
    cells: [...sums]
      .map(([cell, total]) => ({ cell, total }))
      .sort((a, b) => b.total - a.total || (a.cell < b.cell ? -1 : 1)),
  };
}
