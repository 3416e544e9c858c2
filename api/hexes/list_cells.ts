/** The cells of an outline or of a box, under one limit, without keeping others waiting. */
import { Worker } from 'node:worker_threads';
import type { MultiPolygon, Polygon } from 'geojson';
import { areaCells, boxBound, cellBound, type Choice } from '../geo/cells_in_area.ts';
import { boxCells, type Box } from '../geo/cells_in_box.ts';
import { Problem } from '../http/problem.ts';
import { inSlices, type Sliced } from '../jobs/slices.ts';
import type { ListAnswer, ListRequest } from './list_cells_worker.ts';

/** Cells that H3 may go through for one request: about a second of the thread's, and 250 MB. A county at resolution 10
 *  has 300,000 in the box around it. */
export const MOST_LISTED = 1_000_000;
/** So few take 10 ms, and no thread. */
const FEW = 4_000;

/** Keys of the cells of an area. Throws Problems `area_too_large` and `bad_outline`. */
export const listAreaCells = (
  area: Polygon | MultiPolygon,
  resolution: number,
  choice: Choice = 'inside',
) =>
  list({ area, choice }, resolution, cellBound(area, resolution), (of, at) =>
    areaCells(of.area, at, of.choice),
  );

/** Keys of the cells that touch a box. Throws Problem `area_too_large`. */
export const listBoxCells = (box: Box, resolution: number) => {
  const [west, south, east, north] = box;
  return list(box, resolution, boxBound({ west, south, east, north }, resolution), boxCells);
};

async function list<T extends ListRequest['of']>(
  of: T,
  resolution: number,
  bound: number,
  here: (of: T, resolution: number) => ReadonlySet<number>,
): Promise<ReadonlySet<number>> {
  // NaN is not below any limit
  if (!(bound <= MOST_LISTED)) throw new Problem('area_too_large');
  if (bound > FEW) return thread.list(of, resolution);
  try {
    return here(of, resolution);
  } catch {
    throw new Problem('bad_outline');
  }
}

/** One thread for all requests, in order; it ends with the process. */
class ListThread {
  #worker: Worker | null = null;
  #next = 0;
  readonly #waiting = new Map<number, PromiseWithResolvers<ListAnswer['keys']>>();

  async list(of: ListRequest['of'], resolution: number): Promise<ReadonlySet<number>> {
    const id = this.#next++;
    const answer = Promise.withResolvers<ListAnswer['keys']>();
    this.#waiting.set(id, answer);
    this.#started().postMessage({ id, of, resolution } satisfies ListRequest);
    const keys = await answer.promise.finally(() => this.#waiting.delete(id));
    if (keys === null) throw new Problem('bad_outline');
    return inSlices(setOf(keys));
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./list_cells_worker.ts', import.meta.url), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    worker.unref();
    worker.on('message', ({ id, keys }: ListAnswer) => this.#waiting.get(id)?.resolve(keys));
    const ended = (error: unknown) => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      for (const { reject } of this.#waiting.values()) reject(error);
    };
    worker
      .on('error', ended)
      .on('exit', () => ended(new Error('the thread that lists cells ended')));
    this.#worker = worker;
    return worker;
  }
}

const thread = new ListThread();

const A_STEP = 10_000;

function* setOf(keys: Float64Array): Sliced<ReadonlySet<number>> {
  const set = new Set<number>();
  for (let from = 0; from < keys.length; from += A_STEP) {
    for (const key of keys.subarray(from, from + A_STEP)) set.add(key);
    yield A_STEP / 10;
  }
  return set;
}
