/** The SHA-256 of a stream at its end, in a zstd skippable frame: zstd's own programs pass over it, and no byte before it can
 *  change unnoticed. It finds damage; only encryption finds a forger. */
import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { ALTERED, BackupRefused, TRUNCATED } from './archive_format.ts';

const FRAME = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 32, 0, 0, 0]);
export const TRAILER_BYTES = FRAME.length + 32;

export function addTrailer(): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(null, Buffer.concat([FRAME, hash.digest()]));
    },
  });
}

/** Passes on all but the trailer. Fails with BackupRefused. */
export function checkTrailer(): Transform {
  const hash = createHash('sha256');
  let held = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const all = Buffer.concat([held, chunk]);
      const body = all.subarray(0, Math.max(0, all.length - TRAILER_BYTES));
      held = Buffer.from(all.subarray(body.length));
      hash.update(body);
      done(null, body.length > 0 ? body : undefined);
    },
    flush(done) {
      const whole = held.length === TRAILER_BYTES && FRAME.equals(held.subarray(0, FRAME.length));
      if (!whole) done(new BackupRefused(TRUNCATED));
      else if (hash.digest().equals(held.subarray(FRAME.length))) done();
      else done(new BackupRefused(ALTERED));
    },
  });
}
