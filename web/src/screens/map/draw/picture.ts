/** The counts that are drawn, and the shapes that hold them. */
import type { HexAnswer } from '#web/lib/api/hexes.ts';
import type { Change } from '../compare/comparison.ts';
import { shareOfHistory, type Window } from '../time/brush.ts';
import { windowBreaks } from './breaks.ts';
import { holdsAll, shapeIds } from './hex_layer.ts';

/** What is drawn: shapes stay as long as they hold every cell, and only counts change. */
export interface Picture {
  readonly resolution: number;
  readonly shapes: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  readonly hexes: HexAnswer;
  readonly breaks: readonly number[];
  /** against the other window, where one is compared with */
  readonly change: Change | null;
}

/** all: of the whole history, which shapes and breaks come from; now: of the window. */
export function nextPicture(
  before: Picture | null,
  all: HexAnswer,
  now: HexAnswer,
  history: Window,
  change: Change | null,
): Picture {
  const kept =
    before?.resolution === all.resolution && holdsAll(before.ids, all.cells) ? before : null;
  return {
    resolution: all.resolution,
    shapes: kept?.shapes ?? all.cells,
    ids: kept?.ids ?? shapeIds(all.cells),
    hexes: now,
    breaks: windowBreaks(all.total, shareOfHistory(now, history)),
    change,
  };
}
