/** Where a question about hot and cold stands: what may be shown of it, and what is said instead. */
import type { ApiProblem } from '#web/lib/api.ts';
import { heatWords as words } from '#web/screens/map/significance/words.ts';
import { FINEST_JUDGED, type Heat } from './heat.ts';

export type Standing =
  | { readonly state: 'off' | 'waiting' | 'loading' }
  | { readonly state: 'failed'; readonly problem: ApiProblem }
  /** heat: what the server told nevertheless, such as where deliveries are missing */
  | {
      readonly state: 'refused';
      readonly why: string;
      readonly instead: string;
      readonly heat: Heat | null;
    }
  | { readonly state: 'ready'; readonly heat: Heat };

export interface Asked {
  readonly on: boolean;
  readonly resolution: number;
  /** two windows are compared */
  readonly compared: boolean;
  /** time is played, or dragged */
  readonly moving: boolean;
  /** what is asked now */
  readonly key: string;
  /** the last answer, and what it answers */
  readonly judged: { readonly key: string; readonly heat: Heat } | null;
  readonly problem: ApiProblem | null;
  readonly loading: boolean;
}

/** Why it is not even asked; null: nothing stands in the way. */
export function notAsked({
  resolution,
  compared,
}: Pick<Asked, 'resolution' | 'compared'>): { why: string; instead: string } | null {
  if (compared) return words.compared;
  return resolution > FINEST_JUDGED ? words.tooFine(FINEST_JUDGED) : null;
}

/** An answer to another question is no answer: outlines of one window never lie on the counts of another. */
export function standingOf(asked: Asked): Standing {
  if (!asked.on) return { state: 'off' };
  const blocked = notAsked(asked);
  if (blocked) return { state: 'refused', ...blocked, heat: null };
  if (asked.moving) return { state: 'waiting' };
  if (asked.judged?.key === asked.key) {
    const { heat } = asked.judged;
    const { refused } = heat.answer;
    return refused
      ? { state: 'refused', why: refused.why, instead: refused.instead, heat }
      : { state: 'ready', heat };
  }
  if (asked.problem && !asked.loading) return { state: 'failed', problem: asked.problem };
  return { state: 'loading' };
}

export const heatIn = (standing: Standing): Heat | null =>
  standing.state === 'ready' ? standing.heat : null;
