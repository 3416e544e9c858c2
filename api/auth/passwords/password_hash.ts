/** Passwords as they are stored: argon2id in PHC string form, which holds its own parameters: they can be raised,
 *  and old hashes still verify. A sign-in with an old hash stores a new one. */
import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { AuthServices } from '../services.ts';
import { LimitedQueue } from '../../jobs/limited_queue.ts';

interface Cost {
  /** KiB */
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}

/** OWASP's Password Storage Cheat Sheet (2025): 19 MiB, two passes, one lane. 0.15 s on the machine this was measured on. */
export const COST: Cost = { memory: 19_456, passes: 2, lanes: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

const derive = promisify(argon2);
/** Two cores' worth: more at once would only take memory (19 MiB each) and libuv's threads from the files. Strangers fill
 *  one of the queues; who is signed in, has a link, or is at a device of theirs has the other. */
const strangers = new LimitedQueue({ concurrency: 1, maxWaiting: 20, retryAfterSeconds: 5 });
const known = new LimitedQueue({ concurrency: 1, maxWaiting: 20, retryAfterSeconds: 5 });

const hashOf = (
  queue: LimitedQueue,
  password: string,
  salt: Buffer,
  cost: Cost,
  bytes: number,
): Promise<Buffer> =>
  queue.run(() =>
    derive('argon2id', {
      message: password.normalize('NFKC'),
      nonce: salt,
      parallelism: cost.lanes,
      memory: cost.memory,
      passes: cost.passes,
      tagLength: bytes,
    }),
  );

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** The salt of a sign-in name: accounts of two agencies may have the same one, and all of them are checked for the work of
 *  one. Whoever has not the server's key cannot work it out. */
export const saltFor = (services: Pick<AuthServices, 'secretEncryption'>, email: string): Buffer =>
  services.secretEncryption.derive(`password salt ${email}`).subarray(0, SALT_BYTES);

/** Throws Problem `busy` when too many passwords are being checked. */
export async function hashPassword(password: string, salt: Buffer): Promise<string> {
  const hash = await hashOf(known, password, salt, COST, HASH_BYTES);
  const cost = `m=${COST.memory},t=${COST.passes},p=${COST.lanes}`;
  return `$argon2id$v=19$${cost}$${unpadded(salt)}$${unpadded(hash)}`;
}

const PHC =
  /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{16,86})$/;

interface Stored {
  readonly salt: Buffer;
  readonly cost: Cost;
  readonly hash: Buffer;
}

/** Throws an Error when what is stored is no argon2id string. */
function readStored(stored: string): Stored {
  const [, memory, passes, lanes, salt, hash] = PHC.exec(stored) ?? [];
  if (!salt || !hash) throw new Error('A stored password is not an argon2id PHC string.');
  return {
    salt: Buffer.from(salt, 'base64'),
    cost: { memory: Number(memory), passes: Number(passes), lanes: Number(lanes) },
    hash: Buffer.from(hash, 'base64'),
  };
}

export interface Verdict {
  readonly right: boolean;
  /** Right, and stored at another cost than today's: store it anew. */
  readonly outdated: boolean;
}

/** Compares a password with each that is stored under one name, in constant time: one verdict for each. Where there is none
 *  the same work is done, so that the clock tells nobody. Those of one salt and cost are hashed once.
 *  @param isKnown whether the attempt comes from a device of theirs. Throws Problem `busy`. */
export async function verifyPasswords(
  password: string,
  stored: readonly string[],
  isKnown: boolean,
): Promise<Verdict[]> {
  const queue = isKnown ? known : strangers;
  const all = stored.map(readStored);
  const hashed = new Map<string, Buffer>();
  for (const { salt, cost, hash } of all.length > 0 ? all : [NOTHING]) {
    const way = wayOf({ salt, cost, hash });
    if (!hashed.has(way)) hashed.set(way, await hashOf(queue, password, salt, cost, hash.length));
  }
  return all.map((one) => {
    const given = hashed.get(wayOf(one));
    const right = given !== undefined && timingSafeEqual(given, one.hash);
    const { memory, passes, lanes } = one.cost;
    const isToday = memory === COST.memory && passes === COST.passes && lanes === COST.lanes;
    return { right, outdated: right && !isToday };
  });
}

const NOTHING: Stored = {
  salt: Buffer.alloc(SALT_BYTES),
  cost: COST,
  hash: Buffer.alloc(HASH_BYTES),
};
const wayOf = ({ salt, cost, hash }: Stored): string =>
  `${salt.toString('base64')} ${JSON.stringify(cost)} ${hash.length}`;
