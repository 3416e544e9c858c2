/** Calls that the server will take only after somebody has signed in (again) wait here, and go on afterwards: what was
 *  typed stays on the page, and what was pressed is done without pressing it again. */

/** ended: the session is over · again: it stands, but what is delicate asks for a fresh proof */
export type Why = 'ended' | 'again';

const WHYS: Readonly<Record<string, Why>> = { sign_in_first: 'ended', sign_in_again: 'again' };

let show: (why: Why | null) => void = () => undefined;
let waiting: { why: Why; passed: PromiseWithResolvers<boolean> } | null = null;

/** Why a call was refused: somebody must sign in first; null: for another reason. */
export const signInReason = (code: string): Why | null => WHYS[code] ?? null;

/** Who shows the sign-in, and hides it (null). One listener: the layout. */
export const onSignInNeeded = (listener: (why: Why | null) => void): void => {
  show = listener;
};

/** Shows the sign-in. true: the same person has signed in; false: they would rather not.
 *  @throws AbortError when called off */
export function signInAgain(why: Why, signal?: AbortSignal | null): Promise<boolean> {
  // a session that ended asks louder than a delicate step
  if (!waiting || (waiting.why === 'again' && why === 'ended')) {
    waiting = { why, passed: waiting?.passed ?? Promise.withResolvers<boolean>() };
    show(why);
  }
  const { promise } = waiting.passed;
  if (!signal) return promise;
  return Promise.race([
    promise,
    new Promise<never>((_, reject) => {
      const stop = () => reject(new DOMException('Called off', 'AbortError'));
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    }),
  ]);
}

/** Lets everyone through who waits, or sends them away. */
export function settleSignIn(signedIn: boolean): void {
  waiting?.passed.resolve(signedIn);
  waiting = null;
  show(null);
}
