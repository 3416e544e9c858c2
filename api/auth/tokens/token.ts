/** Opaque tokens: 256 random bits behind a prefix that names the kind, so that a scanner for leaked secrets knows
 *  one when it meets it. Only the SHA-256 is stored; a fast hash will do, since nobody guesses 256 bits. */
import { createHash, randomBytes } from 'node:crypto';

const PREFIXES = {
  /** what a signed-in browser holds in its cookie */
  session: 'cgs',
  /** what a script sends as a bearer */
  script: 'cgt',
  /** what a phone of a street team sends as a bearer */
  phone: 'cgp',
  /** an invitation, or a reset */
  invitation: 'cgi',
  /** a sign-in that has begun: password given and second factor not yet, or a browser sent to its provider */
  attempt: 'cga',
  /** a browser in which somebody has signed in before: it opens nothing, its attempts are counted apart */
  device: 'cgd',
} as const;

export type TokenKind = keyof typeof PREFIXES;

export interface NewToken {
  /** Shown once. */
  readonly token: string;
  /** SHA-256 of it, 32 bytes: what is stored. */
  readonly hash: Buffer;
}

/** Makes `n` random bytes. */
export type Chance = (n: number) => Buffer;

const SHAPE = /^(cg[a-z])_[A-Za-z0-9_-]{43}$/;

export function newToken(kind: TokenKind, chance: Chance = randomBytes): NewToken {
  const token = `${PREFIXES[kind]}_${chance(32).toString('base64url')}`;
  return { token, hash: hashOfToken(token) };
}

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Whether the text has a token's form; other text is not looked up. */
export const looksLikeToken = (kind: TokenKind, text: string): boolean =>
  SHAPE.exec(text)?.[1] === PREFIXES[kind];
