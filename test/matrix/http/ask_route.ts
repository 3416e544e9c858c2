/** One call of a route, as a caller, with an input. */
import type { TestApp } from '#test/support/test_app.ts';
import type { Caller } from './callers.ts';
import type { Input } from './examples.ts';
import { pathWith, type Route } from './routes.ts';

export async function call(
  testApp: TestApp,
  route: Pick<Route, 'method' | 'path'>,
  caller: Caller,
  { path = {}, query, headers = {}, json, form }: Input = {},
): Promise<{ status: number; code: string; text: string }> {
  const answer = await testApp.call(
    `${pathWith(route.path, path)}${query === undefined ? '' : `?${query}`}`,
    {
      method: route.method,
      headers: {
        ...caller.headers,
        ...headers,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(json === undefined
        ? {}
        : { body: typeof json === 'string' ? json : JSON.stringify(json) }),
      ...(form === undefined ? {} : { body: form }),
    },
  );
  const text = await answer.text();
  // HEAD has no body
  const problem = text !== '' && answer.headers.get('content-type')?.includes('problem+json');
  return {
    status: answer.status,
    code: problem ? (JSON.parse(text) as { code: string }).code : '', // as: a problem document
    text,
  };
}
