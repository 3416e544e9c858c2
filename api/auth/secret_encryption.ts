/** Secrets that must be read again (second factors, providers' client secrets) are stored encrypted: a copy of the database
 *  alone does not hold them. AES-256-GCM, under a key in a file of the data folder. The stored text names its version
 *  and its key, and is bound to its place: moved to another row it cannot be decrypted. */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFile, makeFolder, syncPath } from '../durable_files/durable_files.ts';

export interface SecretEncryption {
  /** The name of the key, which each encrypted text states. */
  readonly keyName: string;
  /** @param place table, column and row, such as `totp.secret 7`; decrypting needs the same */
  encrypt(text: string, place: string): string;
  /** Throws SecretUnreadable. */
  decrypt(stored: string, place: string): string;
  /** 32 bytes that only this key gives for a text, always the same. */
  derive(text: string): Buffer;
}

/** The message is a sentence for the operator. */
export class SecretUnreadable extends Error {}

const VERSION = 'v1';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function encryptionWith(key: Buffer): SecretEncryption {
  const keyName = createHash('sha256').update('name of key ').update(key).digest('hex').slice(0, 8);
  const bound = (place: string) => Buffer.from(`${VERSION} ${place}`);
  return {
    keyName,
    encrypt(text, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const all = Buffer.concat([nonce, body, cipher.getAuthTag()]);
      return `${VERSION}.${keyName}.${all.toString('base64url')}`;
    },
    decrypt(stored, place) {
      const [version, name, rest, more] = stored.split('.');
      const all = Buffer.from(rest ?? '', 'base64url');
      if (version !== VERSION || more !== undefined || all.length < NONCE_BYTES + TAG_BYTES)
        throw new SecretUnreadable('A stored secret has a form that this version cannot read.');
      if (name !== keyName)
        throw new SecretUnreadable(
          'A stored secret was encrypted with another key. Put the secret.key that belongs to this database back into ' +
            'the data folder, or have the person set up their second factor, or the agency its provider, again.',
        );
      const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(bound(place))
        .setAuthTag(all.subarray(-TAG_BYTES));
      try {
        const body = decipher.update(all.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([body, decipher.final()]).toString('utf8');
      } catch {
        throw new SecretUnreadable('A stored secret has been changed, or belongs to another row.');
      }
    },
    derive: (text) => createHmac('sha256', key).update(`derived ${text}`).digest(),
  };
}

/** Whether a data folder has a key. */
export const hasKey = (folder: string): boolean => existsSync(keyFile(folder));

const keyFile = (folder: string): string => join(folder, 'secret.key');

/** The key of a data folder: read from `secret.key`, which only its owner may read; made when there is none, and never
 *  written over. Throws SecretUnreadable when what is there is no key. */
export function encryptionOf(folder: string): SecretEncryption {
  makeFolder(folder);
  const file = keyFile(folder);
  makeKey(file);
  // it may have been copied there a moment ago
  for (const path of [file, folder]) syncPath(path);
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new SecretUnreadable(
      `${file} is not a key (64 hexadecimal digits). Put the one of your backup back; a new one could not decrypt what ` +
        'the old one encrypted.',
    );
  return encryptionWith(Buffer.from(text, 'hex'));
}

/** Of several that start at once the first makes it. On the disk before anything is encrypted with it. */
function makeKey(file: string): void {
  if (!existsSync(file)) makeFile(file, `${randomBytes(KEY_BYTES).toString('hex')}\n`);
  chmodSync(file, 0o600); // a copy restored with a looser mask
}
