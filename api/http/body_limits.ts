/** What the body of a request may be: of which type, how large, and how long it may take to arrive. */

/** A request brings `bytesPerSecond` over each window, and is whole within `wholeMs`. A window and not a second, because a
 *  phone's line stops for seconds at a time. */
export interface MinimumUploadRate {
  readonly windowMs: number;
  readonly bytesPerSecond: number;
  readonly wholeMs: number;
}

export interface Body {
  readonly type: 'application/json' | 'multipart/form-data';
  /** Bytes; null: streamed to disk, under a limit of its own (MAX_UPLOAD_MB). */
  readonly atMost: number | null;
  /** Read and parsed in a process of its own (jobs/read_json.ts), and not by the router. */
  readonly isApart?: true;
  /** A file over a poor line takes hours, and nothing that a person typed takes minutes. */
  readonly isFile: boolean;
}

const TYPED: Body = { type: 'application/json', atMost: 2 ** 20, isFile: false };
/** Outlines are large: a county's wards in full are 20 MB. */
const OUTLINES: Body = {
  ...{ type: 'application/json', atMost: 64 * 2 ** 20, isFile: true, isApart: true },
};
const FILES: ReadonlyMap<string, Body> = new Map([
  ['POST /api/imports', { type: 'multipart/form-data', atMost: null, isFile: true }],
  ['POST /api/areas', OUTLINES],
  ['POST /api/orders', OUTLINES],
  ['POST /api/residents', OUTLINES],
  ['POST /api/landmarks', { type: 'application/json', atMost: 8 * 2 ** 20, isFile: true }],
]);

export const bodyOf = (method: string, path: string): Body =>
  FILES.get(`${method} ${path}`) ?? TYPED;
