/** Where a question about hot and cold stands: what may be shown of it, and what is said instead. */
import type { ApiProblem } from '#web/lib/api.ts';
import { significanceWords as words } from '#web/screens/map/significance/words.ts';
import { SNAPPED_RESOLUTION } from '../draw/resolution.ts';
import { TESTED_RESOLUTION_LIMIT, type SignificanceMap } from './cell_significance.ts';

export type RequestState =
  | { readonly state: 'off' | 'waiting' | 'loading' }
  | { readonly state: 'failed'; readonly problem: ApiProblem }
  /** results: what the server answers nevertheless, such as where deliveries are missing */
  | {
      readonly state: 'refused';
      readonly why: string;
      readonly instead: string;
      /** what one button does about it; null: nothing can be done by a button */
      readonly change: AdvisedChange | null;
      readonly results: SignificanceMap | null;
    }
  | { readonly state: 'ready'; readonly results: SignificanceMap };

/** Following it ends in an answer, or in a refusal that says how. */
export interface AdvisedChange {
  readonly resolution?: number;
  readonly compare?: null;
}

export interface RequestFacts {
  readonly on: boolean;
  readonly resolution: number;
  /** two windows are compared */
  readonly compared: boolean;
  /** the reader gets no counts of hexagons so small in the window: the largest size that is given; null: it is given */
  readonly withheld: number | null;
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
  change: AdvisedChange;
} | null {
  const tooFine = resolution > TESTED_RESOLUTION_LIMIT;
  const size = withheld ?? (tooFine ? SNAPPED_RESOLUTION : null);
  // one button for all that stands in the way: what is left is the server's to say
  if (compared)
    return {
      ...words.compared,
      change: { compare: null, ...(size !== null && { resolution: size }) },
    };
  if (size === null) return null;
  return { ...(withheld === null ? words.tooFine : words.withheld), change: { resolution: size } };
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
      ? {
          state: 'refused',
          why: refused.why,
          instead: refused.instead,
          change: refused.resolution === null ? null : { resolution: refused.resolution },
          results,
        }
      : { state: 'ready', results };
  }
  if (request.problem && !request.loading) return { state: 'failed', problem: request.problem };
  return { state: 'loading' };
}

export const readyIn = (status: RequestState): SignificanceMap | null =>
  status.state === 'ready' ? status.results : null;
