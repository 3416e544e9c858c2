/** While the disk is nearly full nothing is written but what the reserve is for: signing in to read, and shutting somebody
 *  out. Below the reserve nothing is, whoever asks. */
import type { MiddlewareHandler } from 'hono';
import type { StorageWatch } from '../storage/storage_watch.ts';
import { Problem } from './problem.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Method and path. Each writes a few rows, and cannot wait for the operator. */
const ON_RESERVE = [
  /^POST \/api\/sign-(in|out)(\/|$)/,
  /^POST \/api\/me\/agency$/,
  // sessions, ways of signing in and invitations that end; people who are shut out
  /^DELETE \/api\/(sessions|me|people\/invitations)\//,
  /^POST \/api\/people\/[^/]+\/(disable|end)$/,
  // an agreement that ends
  /^POST \/api\/agreements\/[^/]+\/revocation$/,
  /^DELETE \/api\/agreements\/[^/]+\/acceptance$/,
  // an import that waits for room is called off, a month's release stopped
  /^DELETE \/api\/imports\/[^/]+$/,
  /^POST \/api\/releases\/[^/]+\/stop$/,
];

/** Throws Problem `read_only`, before the body is read. */
export const guardRoom =
  (storage: Pick<StorageWatch, 'room'>): MiddlewareHandler =>
  async (c, next) => {
    const { room } = storage;
    if (room !== 'enough' && !READS.has(c.req.method)) {
      const call = `${c.req.method} ${c.req.path}`;
      if (room === 'none' || !ON_RESERVE.some((may) => may.test(call)))
        throw new Problem('read_only');
    }
    await next();
  };
