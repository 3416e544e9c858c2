/** Who is signed in in this browser, in every tab of it. */
import type { Operation } from '#api/contract/permissions.ts';
import type { Me } from '#api/contract/sign_in.ts';
import { api, ApiProblem } from '#web/lib/api.ts';
import { onSignInNeeded, settleSignIn, signInAgain, type Why } from '#web/lib/sign_in_again.ts';
import { shellWords } from '#web/lib/words.ts';

/** What one tab sends to the others: who is signed in now; null: nobody. */
type TabMessage = { readonly id: string; readonly agency: string } | null;

let me = $state.raw<Me | null>(null);
let known = $state(false);
let leaving = $state(false);
let problem = $state.raw<ApiProblem | null>(null);
let asking = $state<Why | null>(null);

const tabs =
  'BroadcastChannel' in globalThis ? new BroadcastChannel('common-ground.session') : null;

/** Another person's page, or that of another agency, does not stay: it begins anew. */
const isMe = (other: NonNullable<TabMessage>): boolean =>
  other.id === me?.id && other.agency === me.agency.slug;
/** Where somebody begins who wanted to go nowhere in particular. */
const homeOf = ({ may }: Me): string => {
  if (may.includes('counts.read')) return '/';
  return may.includes('finds.log') ? '/finds' : '/me';
};
const messageOf = ({ id, agency }: Me): NonNullable<TabMessage> => ({ id, agency: agency.slug });

/** Nothing of what was on the page is left to come back to. */
function startAnew(address: string): void {
  leaving = true;
  location.assign(address);
}

/** Whoever is signed in now goes on where they were, if it is the same person. */
function goOnAs(next: Me): void {
  if (me && !isMe(messageOf(next))) return startAnew(homeOf(next));
  me = next;
  known = true;
  settleSignIn(true);
}

async function lookAgain(): Promise<void> {
  const { me: now } = await api.get('/api/sign-in');
  if (now) goOnAs(now);
}

onSignInNeeded((why) => (asking = why));
tabs?.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
  if (data !== null && me && !isMe(data)) location.reload();
  // where it does not work now, the next call shows it
  else if (data !== null) lookAgain().catch(() => undefined);
  else if (me) void signInAgain('ended');
});
// a page that the browser kept from before would come back as it was, whoever is signed in now
globalThis.addEventListener?.('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});

export const session = {
  /** Stays while the sign-in is shown again: it is who must come back. */
  get me(): Me | null {
    return me;
  },
  /** A screen is shown only to somebody who is signed in. */
  get current(): Me {
    if (!me) throw new Error('A screen was shown to nobody.');
    return me;
  },
  /** Whether it is known who is signed in, or that nobody is. */
  get known(): boolean {
    return known;
  },
  get leaving(): boolean {
    return leaving;
  },
  get problem(): ApiProblem | null {
    return problem;
  },
  /** Why calls wait for somebody to sign in again; null: none does. */
  get asking(): Why | null {
    return asking;
  },
  may: (operation: Operation): boolean => me?.may.includes(operation) ?? false,
  /** Whether something belongs to the agency one acts for. */
  isOwn: (agency: string): boolean => me?.agency.slug === agency,
  get home(): string {
    return me ? homeOf(me) : '/sign-in';
  },

  async ask(): Promise<void> {
    problem = null;
    try {
      ({ me } = await api.get('/api/sign-in'));
      known = true;
    } catch (error) {
      problem =
        error instanceof ApiProblem
          ? error
          : new ApiProblem({ title: shellWords.serverUnavailable, status: 0 });
    }
  },

  /** Somebody has signed in in this tab. */
  enter(next: Me): void {
    tabs?.postMessage(messageOf(next));
    goOnAs(next);
  },

  /** Perhaps they have signed in in another tab; otherwise the sign-in stays. @throws ApiProblem */
  lookAgain,

  /** They would rather not prove again that it is them. */
  decline: (): void => settleSignIn(false),

  /** Somebody else sits here now: nothing of the page is for them. */
  giveUp: (): void => startAnew('/sign-in'),

  /** @throws ApiProblem where the server could not be reached: then they are signed in still */
  async leave(): Promise<void> {
    await api.post('/api/sign-out');
    tabs?.postMessage(null);
    startAnew('/sign-in');
  },

  /** The same, and the page stays: a link that lets somebody in is then opened by nobody. @throws ApiProblem */
  async leaveHere(): Promise<void> {
    await api.post('/api/sign-out');
    tabs?.postMessage(null);
    me = null;
  },

  /** By a link, or for another of their agencies: every page begins anew. */
  changed(next: Me): void {
    tabs?.postMessage(messageOf(next));
    startAnew(homeOf(next));
  },
};
