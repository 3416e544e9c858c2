/** Finds on this phone that the server does not have yet, and their sending. */
import { signInAgain } from '#web/lib/sign_in_again.ts';
import { noted } from '#web/lib/server_state.ts';
import { session } from '#web/lib/session.svelte.ts';
import { underNewId, send, type Sent } from './send.ts';
import { keep, keptFinds, letGo } from './kept.ts';
import type { ReadyFind } from '../../screens/finds/draft.ts';

const TIMEOUT_MS = 15_000;

const stored = (): ReadyFind[] => {
  try {
    return keptFinds(localStorage);
  } catch {
    return []; // the browser's store is closed to us
  }
};

let waiting = $state.raw<readonly ReadyFind[]>(stored());
let outcomes = $state.raw<Readonly<Record<string, Sent>>>({});
let sending = $state(false);
/** False when the browser would not keep a find: it then lives only as long as the page. */
let keeps = $state(true);

function hold(find: ReadyFind): void {
  waiting = [...waiting.filter(({ id }) => id !== find.id), find];
  try {
    keep(localStorage, find);
    keeps = true;
  } catch {
    keeps = false;
  }
}

function release(id: string): void {
  waiting = waiting.filter((find) => find.id !== id);
  try {
    letGo(localStorage, id);
  } catch {
    // it was never kept
  }
}

async function sendOne(find: ReadyFind): Promise<Sent> {
  const sent = await send(find, {
    fetch: async (...request) => noted(await fetch(...request)),
    now: () => new Date(),
    timeoutMs: TIMEOUT_MS,
  });
  outcomes = { ...outcomes, [find.id]: sent };
  if (sent.is === 'stored' || sent.is === 'had_it') release(find.id);
  // kept whatever comes; and sent as soon as the same person is back
  if (sent.is === 'signed_out')
    void signInAgain('ended').then((back) => (back ? outbox.sendWaiting() : undefined));
  return sent;
}

export const outbox = {
  get waiting(): readonly ReadyFind[] {
    return waiting;
  },
  get sending(): boolean {
    return sending;
  },
  get keeps(): boolean {
    return keeps;
  },
  /** Whether the server would take it from who is signed in: another agency's waits for its own people. */
  isOurs: (find: ReadyFind): boolean => session.isOwn(find.agency),
  outcome: (id: string): Sent | undefined => outcomes[id],

  /** Kept first, then sent: whatever happens in between, the find is still there. */
  async save(find: ReadyFind): Promise<Sent> {
    hold(find);
    sending = true;
    try {
      return await sendOne(find);
    } finally {
      sending = false;
    }
  },

  /** Sends what waits for this agency, oldest first; stops at the first sign that nobody answers. */
  async sendWaiting(): Promise<void> {
    if (sending) return;
    sending = true;
    try {
      for (const find of waiting.filter(outbox.isOurs)) {
        const { is } = await sendOne(find);
        if (is === 'no_signal' || is === 'server_away' || is === 'signed_out') return;
      }
    } finally {
      sending = false;
    }
  },

  /** For a find whose id holds another one: both stay. */
  async keepBoth(find: ReadyFind): Promise<Sent> {
    const other = underNewId(find, crypto.randomUUID());
    hold(other);
    release(find.id);
    return outbox.save(other);
  },

  discard: release,
};
