/** How the suites here speak to the API: a body, a version, and a refusal read back. */
import { expect } from 'vitest';
import type { ProblemDocument } from '#api/contract/common.ts';

const jsonBody = (value: unknown) => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

export const post = (value: unknown): RequestInit => ({ method: 'POST', ...jsonBody(value) });

/** A change to the version that somebody looked at; null: they did not say which. */
export const edit = (
  value: unknown,
  version: number | null,
  method: 'PATCH' | 'POST' = 'PATCH',
): RequestInit => {
  const { headers, body } = jsonBody(value);
  const match = version === null ? {} : { 'if-match': `"${version}"` };
  return { method, headers: { ...headers, ...match }, body };
};

/** The refusal, held to RFC 9457: its media type, and a status that says the same as the answer's. */
export async function refusal(response: Response | Promise<Response>): Promise<ProblemDocument> {
  const answer = await response;
  const problem = (await answer.json()) as ProblemDocument; // as: checked below
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(problem.status).toBe(answer.status);
  expect(problem.title).toMatch(/^\S.*\.$/);
  return problem;
}

/** The sentences of a refused form, one a field. */
export const sentences = (problem: ProblemDocument): Record<string, string> =>
  Object.fromEntries((problem.fields ?? []).map(({ path, message }) => [path, message]));
