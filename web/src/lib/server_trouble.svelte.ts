/** Whether the server takes writes and has its database. In trouble it is asked every few seconds until that is over. */
import type { ServerTrouble } from '#api/contract/server_state.ts';
import { noted, onServerState } from './server_state.ts';

const EVERY_MS = 10_000;

let trouble = $state<ServerTrouble | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;
let whenOver: readonly (() => void)[] = [];

/** Without the cookie: asking must not count as using the session. */
async function look(): Promise<void> {
  timer = undefined;
  try {
    noted(await fetch('/api/health', { credentials: 'omit', cache: 'no-store' }));
  } catch {
    // no signal: what was known stays
  }
  if (trouble) lookLater();
}
const lookLater = () => (timer ??= setTimeout(() => void look(), EVERY_MS));

onServerState((next) => {
  if (next === trouble) return;
  trouble = next;
  if (next) return void lookLater();
  clearTimeout(timer);
  timer = undefined;
  for (const listener of whenOver) listener();
});

export const serverTrouble = {
  get is(): ServerTrouble | null {
    return trouble;
  },
  /** `listener` is called when all is well again, until what this returns is called. */
  onOver(listener: () => void): () => void {
    whenOver = [...whenOver, listener];
    return () => {
      whenOver = whenOver.filter((one) => one !== listener);
    };
  },
};
