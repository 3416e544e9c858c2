/** Hands in a file of incidents. The typed client has no part in it: fetch cannot say how much of a body has left, so this
 *  is an XMLHttpRequest, and the body is a form. */
import { STATE_HEADER } from '#api/contract/server_state.ts';
import { type Answer, ApiProblem } from '#web/lib/api.ts';
import { noteServerState } from '#web/lib/server_state.ts';
import { signInAgain, signInReason } from '#web/lib/sign_in_again.ts';
import { shellWords } from '#web/lib/words.ts';
import { dataWords } from '#web/screens/data/words.ts';

export type KnownDataset = Answer<'/api/datasets'>['datasets'][number];

export interface HandIn {
  readonly file: File;
  readonly agency: string;
  /** an existing dataset's slug; absent: the server finds or names one */
  readonly dataset?: string;
  /** a new dataset's name */
  readonly dataset_name?: string;
  /** '0' to '3'; absent: as the dataset has been so far */
  readonly sensitivity?: string;
}

/** Hands a file in as a dry run; again after signing in, where the session has ended meanwhile.
 *  @throws ApiProblem; nothing is kept of a file that did not arrive whole */
export async function handIn(
  what: HandIn,
  sent: (share: number) => void,
  signal: AbortSignal,
): Promise<{ id: number }> {
  for (;;) {
    try {
      return await handInOnce(what, sent, signal);
    } catch (error) {
      const why = error instanceof ApiProblem ? signInReason(error.code) : null;
      if (!why || !(await signInAgain(why, signal))) throw error;
    }
  }
}

function handInOnce(
  { file, agency, dataset, dataset_name, sensitivity }: HandIn,
  sent: (share: number) => void,
  signal: AbortSignal,
): Promise<{ id: number }> {
  const form = new FormData();
  form.set('agency', agency);
  if (dataset) form.set('dataset', dataset);
  if (dataset_name) form.set('dataset_name', dataset_name);
  if (sensitivity) form.set('sensitivity', sensitivity);
  form.set('dry_run', 'true');
  // The file last: the server knows whose it is before it reads it.
  form.set('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/imports');
    request.setRequestHeader('accept', 'application/json, application/problem+json');
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) sent(event.loaded / event.total);
    };
    request.onload = () => {
      noteServerState(request.status, request.getResponseHeader(STATE_HEADER));
      const answer: unknown = request.response;
      if (request.status === 202 && hasId(answer)) resolve({ id: answer.id });
      else reject(problemOf(request.status, answer));
    };
    request.onerror = () =>
      reject(new ApiProblem({ title: dataWords.notArrived, status: 0, code: 'no_answer' }));
    request.onabort = () => reject(new DOMException('Called off', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}

const hasId = (answer: unknown): answer is { id: number } =>
  typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'number';

function problemOf(status: number, answer: unknown): ApiProblem {
  if (typeof answer === 'object' && answer !== null && 'title' in answer) {
    // A problem document (RFC 9457): the server validates its own answers.
    const document = answer as ConstructorParameters<typeof ApiProblem>[0];
    return new ApiProblem({ ...document, status });
  }
  if (status === 413) return new ApiProblem({ title: dataWords.tooLarge, status });
  const title = status >= 500 ? shellWords.serverUnavailable : shellWords.refused(status);
  return new ApiProblem({ title, status });
}
