/** Where a question about hot and cold stands: what may be shown of it, and what is said instead. */
import type { ApiProblem } from '#web/lib/api.ts';
import { significanceWords as words } from '#web/screens/map/significance/words.ts';
import { TESTED_RESOLUTION_LIMIT, type SignificanceMap } from './cell_significance.ts';

export type RequestState =
  | { readonly state: 'off' | 'waiting' | 'loading' }
  | { readonly state: 'failed'; readonly problem: ApiProblem }
  /** results: what the server answers nevertheless, such as where deliveries are missing */
  | {
      readonly state: 'refused';
      readonly why: string;
      readonly instead: string;
      readonly results: SignificanceMap | null;
    }
  | { readonly state: 'ready'; readonly results: SignificanceMap };

export interface RequestFacts {
  readonly on: boolean;
  readonly resolution: number;
  /** two windows are compared */
  readonly compared: boolean;
  /** the reader gets no counts of hexagons so small in the window */
  readonly withheld: boolean;
  /** time is played, or dragged */
  readonly moving: boolean;
  /** the current request */
  readonly key: string;
  /** the last answer, and what it answers */
  readonly tested: { readonly key: string; readonly results: SignificanceMap } | null;
  readonly problem: ApiProblem | null;
  readonly loading: boolean;
}

/** Why it is not sent; null: nothing stands in the way. */
export function whyNotRequested({
  resolution,
  compared,
  withheld,
}: Pick<RequestFacts, 'resolution' | 'compared' | 'withheld'>): {
  why: string;
  instead: string;
} | null {
  if (compared) return words.compared;
  if (withheld) return words.withheld;
  return resolution > TESTED_RESOLUTION_LIMIT ? words.tooFine(TESTED_RESOLUTION_LIMIT) : null;
}

/** An answer to another question is no answer: outlines of one window never lie on the counts of another. */
export function requestStateOf(request: RequestFacts): RequestState {
  if (!request.on) return { state: 'off' };
  const blocked = whyNotRequested(request);
  if (blocked) return { state: 'refused', ...blocked, results: null };
  if (request.moving) return { state: 'waiting' };
  if (request.tested?.key === request.key) {
    const { results } = request.tested;
    const { refused } = results.answer;
    return refused
      ? { state: 'refused', why: refused.why, instead: refused.instead, results }
      : { state: 'ready', results };
  }
  if (request.problem && !request.loading) return { state: 'failed', problem: request.problem };
  return { state: 'loading' };
}

export const readyIn = (status: RequestState): SignificanceMap | null =>
  status.state === 'ready' ? status.results : null;
