/** Secrets that must be read again (second factors, the secrets that providers gave us) are stored sealed, so that a copy
 *  of the database alone does not hold them: AES-256-GCM under a key that lies in a file of the data folder. What is
 *  sealed says its version and its key, and is bound to its place: moved to another row it does not open. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Seal {
  /** @param place table, column and row, such as `totp.secret 7`; needed to open it */
  seal(text: string, place: string): string;
  /** Throws SealBroken. */
  open(sealed: string, place: string): string;
}

/** The message is a sentence for the operator. */
export class SealBroken extends Error {}

const VERSION = 'v1';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function sealWith(key: Buffer): Seal {
  const keyName = createHash('sha256').update('name of key ').update(key).digest('hex').slice(0, 8);
  const bound = (place: string) => Buffer.from(`${VERSION} ${place}`);
  return {
    seal(text, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const all = Buffer.concat([nonce, body, cipher.getAuthTag()]);
      return `${VERSION}.${keyName}.${all.toString('base64url')}`;
    },
    open(sealed, place) {
      const [version, name, rest, more] = sealed.split('.');
      const all = Buffer.from(rest ?? '', 'base64url');
      if (version !== VERSION || more !== undefined || all.length < NONCE_BYTES + TAG_BYTES)
        throw new SealBroken('A stored secret has a form that this version cannot read.');
      if (name !== keyName)
        throw new SealBroken(
          'A stored secret was sealed with another key. Put the secret.key that belongs to this database back into ' +
            'the data folder, or have the person set up their second factor, or the agency its provider, again.',
        );
      const cipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(bound(place))
        .setAuthTag(all.subarray(-TAG_BYTES));
      try {
        const body = cipher.update(all.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([body, cipher.final()]).toString('utf8');
      } catch {
        throw new SealBroken('A stored secret has been changed, or belongs to another row.');
      }
    },
  };
}

/** The key of a data folder: read from `secret.key`, which only its owner may read; made when there is none, and never
 *  written over. Throws SealBroken when what is there is no key. */
export function sealOf(folder: string): Seal {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'secret.key');
  makeKey(file);
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new SealBroken(
      `${file} is not a key (64 hexadecimal digits). Put the one of your backup back; a new one could not open what ` +
        'the old one sealed.',
    );
  return sealWith(Buffer.from(text, 'hex'));
}

/** Linked into place whole: whoever comes second finds the first one's, and a crash leaves none or all of it. */
function makeKey(file: string): void {
  const mine = `${file}.${process.pid}`;
  rmSync(mine, { force: true });
  writeFileSync(mine, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(mine, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // as: link throws errno errors
    chmodSync(file, 0o600); // a copy restored with a looser mask
  } finally {
    rmSync(mine, { force: true });
  }
}
