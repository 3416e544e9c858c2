/** Where things stand, and how start-up speaks: to stderr only, so that the CLI's stdout stays its own. */
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Node 24 as the npm package `node` brings it: one version everywhere, whatever the machine has. */
export const node24 = `${root}node_modules/node/bin/node`;

/** @param {string} text */
export const say = (text) => process.stderr.write(`${text}\n`);

/** A start-up failure in words: printed without a stack. */
export class CannotStart extends Error {}

/**
 * What to tell a person when a command failed, from the words it left.
 * @param {string} what the failed step, as the subject of a sentence
 * @param {string} output everything the command printed
 */
export function explain(what, output) {
  if (/ENOSPC|no space left/i.test(output))
    return `${what} failed: the disk is full. Make room (about 1 GB) and start again.`;
  if (/EROFS|EACCES|EPERM|read-only file system/i.test(output))
    return `${what} failed: this user may not write to ${root}. Start as the folder's owner, or copy the folder.`;
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network (?:timeout|error)/i.test(
      output,
    )
  )
    return `${what} failed: the npm registry could not be reached. Check the network (or the proxy in npm's settings) and start again.`;
  if (/EUSAGE|can only install.*in sync/i.test(output))
    return `${what} failed: package.json and package-lock.json do not fit together. Restore both from the repository.`;
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => !/^\s+at /.test(line));
  const last = lines.slice(-20).join('\n');
  return `${what} failed. The last it said:\n${last}`;
}
