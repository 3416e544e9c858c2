/** Passwords as they are stored: argon2id in PHC string form, which holds its own parameters: they can be raised,
 *  and old hashes still verify. A sign-in with an old hash stores a new one. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
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

/** Throws Problem `busy` when too many passwords are being checked. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await hashOf(known, password, salt, COST, HASH_BYTES);
  const cost = `m=${COST.memory},t=${COST.passes},p=${COST.lanes}`;
  return `$argon2id$v=19$${cost}$${unpadded(salt)}$${unpadded(hash)}`;
}

const PHC =
  /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{16,86})$/;

export interface Verdict {
  readonly right: boolean;
  /** Right, and stored at another cost than today's: store it anew. */
  readonly outdated: boolean;
}

/** @param isKnown whether the attempt comes from a device of theirs. Compares in constant time. Throws Problem `busy`, and an Error when what is stored is no argon2id string. */
export async function verifyPassword(
  password: string,
  stored: string,
  isKnown: boolean,
): Promise<Verdict> {
  const [, memory, passes, lanes, salt, hash] = PHC.exec(stored) ?? [];
  if (!salt || !hash) throw new Error('A stored password is not an argon2id PHC string.');
  const cost = { memory: Number(memory), passes: Number(passes), lanes: Number(lanes) };
  const wanted = Buffer.from(hash, 'base64');
  const queue = isKnown ? known : strangers;
  const given = await hashOf(queue, password, Buffer.from(salt, 'base64'), cost, wanted.length);
  const right = timingSafeEqual(given, wanted);
  const isToday =
    cost.memory === COST.memory && cost.passes === COST.passes && cost.lanes === COST.lanes;
  return { right, outdated: right && !isToday };
}

/** The same work for an account that is not there or has no password, so that the clock tells nobody which. Never
 *  right. */
export async function verifyNothing(password: string): Promise<Verdict> {
  const given = await hashOf(strangers, password, randomBytes(SALT_BYTES), COST, HASH_BYTES);
  timingSafeEqual(given, randomBytes(HASH_BYTES));
  return { right: false, outdated: false };
}
