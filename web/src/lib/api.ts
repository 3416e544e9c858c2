/** The only file that calls the API. Its types are those of /api/openapi.json: a wrong path, parameter or field does not
 *  compile. Everything that goes wrong is an ApiProblem. */
import type { ProblemDocument } from '#api/contract/common.ts';
import type { paths } from '#web/lib/api/openapi.ts';
import { noted } from '#web/lib/server_state.ts';
import { signInAgain, signInReason } from '#web/lib/sign_in_again.ts';
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

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Addresses that answer to a method. */
type PathOf<M extends Method> = {
  [P in keyof paths]: [paths[P][M]] extends [undefined] ? never : P;
}[keyof paths];

type Parameters<O> = O extends { parameters: infer P } ? P : unknown;
type Body<O> = O extends { requestBody: { content: { 'application/json': infer B } } }
  ? { body: B }
  : { body?: never };

/** The same, where what may be missing may be undefined as well, and lists may be readonly: both are sent alike. */
type Open<T> = T extends readonly (infer E)[]
  ? readonly Open<E>[]
  : T extends object
    ? { [K in keyof T]: Open<T[K]> | (object extends Pick<T, K> ? undefined : never) }
    : T;

/** What a call is made with: query, path, header and body as its operation declares them. */
type Sent<O> = Open<Parameters<O> & Body<O>> & { signal?: AbortSignal | undefined };
type Init<O> = object extends Sent<O> ? [init?: Sent<O>] : [init: Sent<O>];

type Json<R> = R extends { content: { 'application/json': infer J } } ? J : undefined;
type Answered<O> = O extends { responses: infer R }
  ? { [S in keyof R]: S extends 200 | 201 | 202 | 204 ? Json<R[S]> : never }[keyof R]
  : never;

/** The JSON that an operation answers with. */
export type Answer<P extends PathOf<M>, M extends Method = 'get'> = Answered<paths[P][M]>;

interface Request {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly header?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

const caller =
  <M extends Method>(method: M) =>
  async <P extends PathOf<M>>(path: P, ...[init]: Init<paths[P][M]>): Promise<Answer<P, M>> => {
    const answer = await send(method, path, init as Request | undefined); // as: every Sent is one
    // as: the server validates its own answers against the document
    return (answer.status === 204 ? undefined : await answer.json()) as Answer<P, M>;
  };

/** The answer's JSON; undefined where it is empty. Where the session has ended, or a fresh proof is required, the
 *  sign-in is shown and the call made again after it.
 *  @throws ApiProblem; AbortError when called off */
export const api = {
  get: caller('get'),
  post: caller('post'),
  put: caller('put'),
  patch: caller('patch'),
  delete: caller('delete'),
  /** What is no JSON: a file, or the compact form. */
  download: <P extends PathOf<'get'>>(path: P, ...[init]: Init<paths[P]['get']>) =>
    send('get', path, init as Request | undefined), // as: every Sent is one
};

/** The header for a change of what a person has before them: refused where somebody else changed it meanwhile. */
export const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });

/** Signing in itself: whoever is refused here has no session to wait for. */
const SIGNS_IN = /^\/api\/(sign-in|sign-out|invitations\/(look|begin|accept|openid))(\/|$)/;

async function send(method: Method, path: string, request: Request = {}): Promise<Response> {
  for (;;) {
    const answer = await sendOnce(method, path, request);
    if (answer.ok) return answer;
    const problem = await problemOf(answer);
    const why = SIGNS_IN.test(path) ? null : signInReason(problem.code);
    if (!why || !(await signInAgain(why, request.signal))) throw problem;
  }
}

async function sendOnce(
  method: Method,
  path: string,
  { path: parts = {}, query = {}, header, body, signal }: Request,
): Promise<Response> {
  const headers = new Headers({ accept: 'application/json, application/problem+json', ...header });
  if (body !== undefined) headers.set('content-type', 'application/json');
  try {
    const answer = await fetch(addressOf(path, parts, query), {
      method: method.toUpperCase(),
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
      credentials: 'same-origin',
    });
    return noted(answer);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem({ title: shellWords.noAnswer, status: 0, code: 'no_answer' });
  }
}

function addressOf(
  path: string,
  parts: NonNullable<Request['path']>,
  query: NonNullable<Request['query']>,
): string {
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(parts[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null) search.set(name, String(value));
  return search.size > 0 ? `${address}?${search}` : address;
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
    title: answer.status >= 500 ? shellWords.serverUnavailable : shellWords.refused(answer.status),
    status: answer.status,
  });
}
