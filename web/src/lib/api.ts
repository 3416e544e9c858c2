/** The only file that calls the API: typed fetches, and one class for everything that may go wrong. */
import type { Action, NewAction } from '#api/contract/actions.ts';
import type { ProblemDocument } from '#api/contract/common.ts';
import type { DecodedHexes } from '#api/contract/compact_hexes.ts';
import { decodeCompact } from '#api/contract/compact_hexes.ts';
import type { Facets, HexDetail, Timeline } from '#api/contract/hexes.ts';
import type { Hotspot, NewHotspot } from '#api/contract/hotspots.ts';
import type { Kind } from '#api/contract/kinds.ts';
import type { Partnership } from '#api/contract/partnership.ts';
import type { SavedView } from '#api/contract/views.ts';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { signInAgain, turnedAway } from '#web/lib/sign_in_again.ts';
import { shellWords } from '#web/lib/words.ts';

/** A problem document (RFC 9457) from the server, or the sentence for a server that did not answer. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly reference: string | undefined;
  /** too many attempts: when the next may be made, by this machine's clock */
  readonly retryAt: Date | undefined;
  /** what to correct, by the path of the field in the body sent */
  readonly fields: readonly { readonly path: string; readonly message: string }[];
  /** what stands on the server now, when somebody else changed it meanwhile */
  readonly current: unknown;

  constructor(document: Partial<ProblemDocument> & { title: string; status: number }) {
    super(document.detail ?? document.title);
    this.status = document.status;
    this.code = document.code ?? 'unknown';
    this.title = document.title;
    this.detail = document.detail;
    this.reference = document.reference;
    this.retryAt =
      document.retry_after === undefined
        ? undefined
        : new Date(Date.now() + document.retry_after * 1000);
    this.fields = document.fields ?? [];
    this.current = document.current;
  }

  /** The sentence for one field; undefined when nothing is wrong with it. */
  field(path: string): string | undefined {
    return this.fields.find((field) => field.path === path)?.message;
  }
}

export interface CallOptions {
  readonly body?: unknown;
  readonly form?: FormData;
  /** the version edited, sent as If-Match */
  readonly version?: number;
  /** part of signing in: turned away at the door, it does not wait there */
  readonly atTheDoor?: boolean;
  readonly signal?: AbortSignal | undefined;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** The raw answer of a call that went well. Where the session has ended, or what is asked for wants a fresh proof, the
 *  sign-in is shown and the call made again after it.
 *  @throws ApiProblem otherwise; AbortError when called off. */
export async function send(
  method: Method,
  path: string,
  options: CallOptions = {},
): Promise<Response> {
  for (;;) {
    const answer = await sendOnce(method, path, options);
    if (answer.ok) return answer;
    const problem = await problemOf(answer);
    const why = options.atTheDoor ? null : turnedAway(problem.code);
    if (!why || !(await signInAgain(why, options.signal))) throw problem;
  }
}

async function sendOnce(method: Method, path: string, options: CallOptions): Promise<Response> {
  const headers = new Headers({ accept: 'application/json, application/problem+json' });
  if (options.body !== undefined) headers.set('content-type', 'application/json');
  if (options.version !== undefined) headers.set('if-match', `"${options.version}"`);
  try {
    return await fetch(path, {
      method,
      headers,
      body: options.form ?? (options.body === undefined ? null : JSON.stringify(options.body)),
      signal: options.signal ?? null,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem({ title: shellWords.noAnswer, status: 0, code: 'no_answer' });
  }
}

/** The JSON of a call that went well; undefined for an empty answer. */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  const answer = await send(method, path, options);
  // The server validates its own answers against the same contract.
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  const type = answer.headers.get('content-type') ?? '';
  if (type.includes('json')) {
    // Checked below: a proxy's JSON has no title.
    const document = (await answer.json().catch(() => ({}))) as Partial<ProblemDocument>;
    if (document.title) {
      return new ApiProblem({ ...document, title: document.title, status: answer.status });
    }
  }
  return new ApiProblem({
    title: answer.status >= 500 ? shellWords.serverAway : shellWords.refused(answer.status),
    status: answer.status,
  });
}

/** Which incidents; empty lists mean all. The same words as the API's parameters. */
export interface MapFilters {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly kinds: readonly Kind[];
  readonly types: readonly string[];
  readonly agencies: readonly string[];
  readonly area?: string | undefined;
  /** a drawn area: lon,lat;lon,lat;… */
  readonly within?: string | undefined;
}

/** The query string of these filters, without the question mark. */
export function filterQuery(filters: MapFilters, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(more);
  if (filters.from) query.set('from', filters.from);
  if (filters.to) query.set('to', filters.to);
  if (filters.kinds.length) query.set('kind', filters.kinds.join(','));
  if (filters.types.length) query.set('type', filters.types.join(','));
  if (filters.agencies.length) query.set('agency', filters.agencies.join(','));
  if (filters.area) query.set('area', filters.area);
  if (filters.within) query.set('within', filters.within);
  return query.toString();
}

export interface HexAnswer extends DecodedHexes {
  /** what it answers */
  readonly asked: MapFilters;
  readonly from: string;
  readonly to: string;
  readonly sum: number;
  readonly noPlace: number;
  readonly monthOnly: number;
}

/** Counts per cell in the compact form. */
export async function getHexes(
  filters: MapFilters,
  resolution: number,
  signal?: AbortSignal,
): Promise<HexAnswer> {
  const query = filterQuery(filters, { resolution: String(resolution), format: 'compact' });
  const answer = await send('GET', `/api/hexes?${query}`, { signal });
  const decoded = decodeCompact(new Uint8Array(await answer.arrayBuffer()));
  const number = (name: string) => Number(answer.headers.get(name) ?? 0);
  return {
    ...decoded,
    asked: filters,
    from: answer.headers.get('x-from') ?? filters.from ?? '',
    to: answer.headers.get('x-to') ?? filters.to ?? '',
    sum: number('x-total'),
    noPlace: number('x-no-place'),
    monthOnly: number('x-month-only'),
  };
}

export const getPartnership = (signal?: AbortSignal) =>
  call<Partnership>('GET', '/api/partnership', { signal });

export const getTimeline = (filters: MapFilters, signal?: AbortSignal) =>
  call<Timeline>(
    'GET',
    `/api/timeline?${filterQuery({ ...filters, from: undefined, to: undefined })}`,
    { signal },
  );

export const getFacets = (filters: MapFilters, signal?: AbortSignal) =>
  call<Facets>('GET', `/api/facets?${filterQuery(filters)}`, { signal });

export const getHexDetail = (cell: string, filters: MapFilters, signal?: AbortSignal) =>
  call<HexDetail>('GET', `/api/hexes/${cell}?${filterQuery(filters)}`, { signal });

export type AreaOutlines = FeatureCollection<
  Polygon | MultiPolygon,
  { slug?: string; name?: string; kind?: string }
>;

export const getAreas = (signal?: AbortSignal) =>
  call<AreaOutlines>('GET', '/api/areas', { signal });

export const getHotspots = async (signal?: AbortSignal) =>
  (await call<{ hotspots: Hotspot[] }>('GET', '/api/hotspots', { signal })).hotspots;

export const createHotspot = (body: NewHotspot) => call<Hotspot>('POST', '/api/hotspots', { body });

export const getActions = async (
  query: { state?: string; agency?: string; hotspot?: number } = {},
  signal?: AbortSignal,
) => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) params.set(name, String(value));
  const path = params.size ? `/api/actions?${params}` : '/api/actions';
  return (await call<{ actions: Action[] }>('GET', path, { signal })).actions;
};

export const createAction = (body: NewAction) => call<Action>('POST', '/api/actions', { body });

export const getViews = async (signal?: AbortSignal) =>
  (await call<{ views: SavedView[] }>('GET', '/api/views', { signal })).views;

/** A view of the same name is replaced, and keeps its number. */
export const saveView = (body: Pick<SavedView, 'name' | 'query'>) =>
  call<SavedView>('POST', '/api/views', { body });

/** The views that are left. */
export const removeView = async ({ id }: Pick<SavedView, 'id'>) =>
  (await call<{ views: SavedView[] }>('DELETE', `/api/views/${id}`)).views;
