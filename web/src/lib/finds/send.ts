/** Sends one find and says in one word what became of it. Network and clock are passed in. */
import type { ReadyFind } from './draft.ts';

export type Sent =
  /** 201: stored now */
  | { readonly is: 'stored' }
  /** 200: the server had it from an earlier try */
  | { readonly is: 'had_it' }
  /** 409: something else is stored under this id; both can be kept under a new one */
  | { readonly is: 'differs' }
  /** the server looked at it and says no, in words */
  | { readonly is: 'refused'; readonly sentence: string }
  /** nothing came back, or the server is in trouble: try again later */
  | { readonly is: 'no_signal' }
  | { readonly is: 'server_away' };

/** Resolves for every outcome; never rejects, so that no find is lost to a forgotten catch. */
export async function send(
  find: ReadyFind,
  by: { readonly fetch: typeof fetch; now(): Date; readonly patience: number },
): Promise<Sent> {
  let answer: Response;
  try {
    answer = await by.fetch('/api/finds', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...find, sent_at: by.now().toISOString() }),
      signal: AbortSignal.timeout(by.patience),
    });
  } catch {
    return { is: 'no_signal' };
  }
  if (answer.status === 201) return { is: 'stored' };
  if (answer.status === 200) return { is: 'had_it' };
  const problem = await problemOf(answer);
  if (answer.status === 409 && problem.code === 'find_differs') return { is: 'differs' };
  if (answer.status >= 500 || answer.status === 408 || answer.status === 429) {
    return { is: 'server_away' };
  }
  return { is: 'refused', sentence: problem.sentence };
}

/** A find under a new id: the same facts, kept beside the one that took its id. */
export const underNewId = (find: ReadyFind, id: string): ReadyFind => ({ ...find, id });

async function problemOf(answer: Response): Promise<{ code: string; sentence: string }> {
  const body: unknown = await answer.json().catch(() => null);
  const text = (key: string): string => {
    if (typeof body !== 'object' || body === null || !(key in body)) return '';
    const value: unknown = Reflect.get(body, key);
    return typeof value === 'string' ? value : '';
  };
  const fields: unknown =
    typeof body === 'object' && body !== null && 'fields' in body ? body.fields : [];
  const first: unknown = Array.isArray(fields) ? fields[0] : null;
  const message =
    typeof first === 'object' && first !== null && 'message' in first ? String(first.message) : '';
  return { code: text('code'), sentence: message || text('detail') || text('title') };
}
