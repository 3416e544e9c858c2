/** What every command shares: the API, the terminal, and errors in words. */
import type { ProblemBody } from '../../http/problem.ts';

export type Requester = (path: string, init?: RequestInit) => Promise<Response>;

export interface Terminal {
  readonly args: readonly string[];
  readonly request: Requester;
  say(line: string): void;
  /** One line that the next replaces; only where somebody watches. */
  progress(line: string): void;
}

/** Printed as it is; exit code 2. */
export class CliProblem extends Error {}

/** Calls the API. Throws CliProblem with the problem's own sentences. */
export async function call<T>(request: Requester, path: string, init?: RequestInit): Promise<T> {
  const response = await request(path, init);
  if (response.ok) return (await response.json()) as T; // as: the server's contract
  const problem = (await response.json().catch(() => null)) as Partial<ProblemBody> | null; // as: RFC 9457, or nothing
  const fields = problem?.fields?.map(({ path: field, message }) => `${field}: ${message}`) ?? [];
  const words = [problem?.detail ?? problem?.title ?? `The server answered ${response.status}.`];
  throw new CliProblem([...words, ...fields].join('\n'));
}

export const postJson = (value: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
