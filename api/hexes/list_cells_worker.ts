/** Lists the cells of outlines in a thread of its own: H3 takes a second for a county, in which nobody else would be
 *  served. */
import { parentPort } from 'node:worker_threads';
import type { MultiPolygon, Polygon } from 'geojson';
import { areaCells, type Choice } from '../geo/cells_in_area.ts';
import { boxCells, type Box } from '../geo/cells_in_box.ts';

interface AreaOf {
  readonly area: Polygon | MultiPolygon;
  readonly choice: Choice;
}

export interface ListRequest {
  readonly id: number;
  readonly of: AreaOf | Box;
  readonly resolution: number;
}

/** keys: null where H3 could not read the outline. */
export interface ListAnswer {
  readonly id: number;
  readonly keys: Float64Array<ArrayBuffer> | null;
}

const isBox = (of: ListRequest['of']): of is Box => Array.isArray(of);

function list({ of, resolution }: ListRequest): ListAnswer['keys'] {
  try {
    return Float64Array.from(
      isBox(of) ? boxCells(of, resolution) : areaCells(of.area, resolution, of.choice),
    );
  } catch {
    return null;
  }
}

parentPort?.on('message', (request: ListRequest) => {
  const keys = list(request);
  const answer: ListAnswer = { id: request.id, keys };
  parentPort?.postMessage(answer, keys === null ? [] : [keys.buffer]);
});
