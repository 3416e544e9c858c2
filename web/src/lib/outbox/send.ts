/** Sends one find and says in one word what became of it. Network and clock are passed in. */
import type { ReadyFind } from '../../screens/finds/draft.ts';

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
  | { readonly is: 'server_away' }
  /** nobody is signed in any more: kept until somebody is */
  | { readonly is: 'signed_out' };

/** Resolves for every outcome; never rejects, so that no find is lost to a forgotten catch. */
export async function send(
  find: ReadyFind,
  by: { readonly fetch: typeof fetch; now(): Date; readonly timeoutMs: number },
): Promise<Sent> {
  let answer: Response;
  try {
    answer = await by.fetch('/api/finds', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...find, sent_at: by.now().toISOString() }),
      signal: AbortSignal.timeout(by.timeoutMs),
    });
  } catch {
    return { is: 'no_signal' };
  }
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) {
    // A café's sign-in page answers 200 too: only the find itself, sent back, says that it is stored.
    if (textIn(body, 'id') !== find.id) return { is: 'no_signal' };
    return { is: answer.status === 201 ? 'stored' : 'had_it' };
  }
  const problem = problemIn(body);
  if (answer.status === 409 && problem.code === 'find_differs') return { is: 'differs' };
  if (answer.status === 401) return { is: 'signed_out' };
  if (answer.status >= 500 || answer.status === 408 || answer.status === 429) {
    return { is: 'server_away' };
  }
  return { is: 'refused', sentence: problem.sentence };
}

/** A find under a new id: the same facts, kept beside the one that took its id. */
export const underNewId = (find: ReadyFind, id: string): ReadyFind => ({ ...find, id });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function textIn(value: unknown, key: string): string {
  const text = isRecord(value) ? value[key] : undefined;
  return typeof text === 'string' ? text : '';
}

/** Code and sentence of a problem document; a field's own words say more than the title. */
function problemIn(body: unknown): { code: string; sentence: string } {
  const fields: unknown[] = isRecord(body) && Array.isArray(body.fields) ? body.fields : [];
  const sentence = textIn(fields[0], 'message') || textIn(body, 'detail') || textIn(body, 'title');
  return { code: textIn(body, 'code'), sentence };
}
