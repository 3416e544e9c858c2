/** Signing in, step by step: what has been asked, what the server wants next, what went wrong. */
import type { Me, SignInStep } from '#api/contract/sign_in.ts';
import { api, ApiProblem } from '#web/lib/api.ts';
import { showPasskey, type PasskeyMade } from './passkey.ts';

/** Which way is being tried: its problem stands beside it. */
export type Trying = 'sample' | 'work' | 'password' | 'passkey' | 'code' | 'enrol';

export type Due = Exclude<SignInStep, { next: 'signed_in' }>;

export class SigningIn {
  /** what the server wants next; null: it has not been asked */
  due = $state.raw<Due | null>(null);
  busy = $state<Trying | null>(null);
  problem = $state.raw<{ of: Trying; is: ApiProblem } | null>(null);
  readonly #done: (me: Me) => void;

  constructor(done: (me: Me) => void) {
    this.#done = done;
  }

  problemOf(way: Trying): ApiProblem | null {
    return this.problem?.of === way ? this.problem.is : null;
  }

  back(): void {
    this.due = null;
    this.problem = null;
  }

  asSample = (id: string) =>
    this.#try('sample', () => api.post('/api/sign-in/sample', { body: { id } }));

  byPassword = (given: { email: string; password: string }) =>
    this.#try('password', () => api.post('/api/sign-in/password', { body: given }));

  byCode = (code: string) =>
    this.#try('code', () =>
      api.post('/api/sign-in/second-factor', { body: { attempt: this.#attempt(), code } }),
    );

  byPasskey = () =>
    this.#try('passkey', async () => {
      const { attempt, options } = await api.post('/api/sign-in/passkey/begin');
      return api.post('/api/sign-in/passkey', {
        body: { attempt, response: await showPasskey(options) },
      });
    });

  enrolApp = (code: string) =>
    this.#try('enrol', () =>
      api.post('/api/sign-in/enrol', { body: { attempt: this.#attempt(), code } }),
    );

  /** @throws ApiProblem: whoever makes the passkey says it */
  async enrolPasskey(passkey: { label: string; response: PasskeyMade }): Promise<void> {
    this.#took(
      await api.post('/api/sign-in/enrol', { body: { attempt: this.#attempt(), passkey } }),
    );
  }

  /** Where the agency's people sign in; null when that did not work. */
  async atWork(agency: string): Promise<string | null> {
    this.busy = 'work';
    this.problem = null;
    try {
      return (await api.post('/api/sign-in/openid', { body: { agency } })).url;
    } catch (error) {
      this.#failed('work', error);
      return null;
    } finally {
      this.busy = null;
    }
  }

  #attempt(): string {
    if (!this.due || this.due.next === 'passkey') throw new Error('Nothing has begun.');
    return this.due.attempt;
  }

  async #try(way: Trying, work: () => Promise<SignInStep>): Promise<void> {
    this.busy = way;
    this.problem = null;
    try {
      this.#took(await work());
    } catch (error) {
      this.#failed(way, error);
    } finally {
      this.busy = null;
    }
  }

  #took(step: SignInStep): void {
    if (step.next === 'signed_in') this.#done(step.me);
    else this.due = step;
  }

  #failed(way: Trying, error: unknown): void {
    if (!(error instanceof ApiProblem)) throw error;
    // a step that took too long begins again, with the reason beside the password
    const over = error.code === 'attempt_over';
    if (over) this.due = null;
    this.problem = { of: over ? 'password' : way, is: error };
  }
}
