/** Recomputes the audit's chain: each line's hash is of the line before and its own text. */
import { createHash } from 'node:crypto';
import type { AuditCheck } from '../contract/audit.ts';
import type { OwnerTx } from '../db/as_agency.ts';
import { chainPage, readHead, type ChainLine } from './queries.ts';

/** What the first line follows. */
export const BEGINNING = createHash('sha256').update('Common Ground').digest();
const PAGE = 5_000;

export const hashOfLine = (previous: Uint8Array, text: string): Buffer =>
  createHash('sha256').update(previous).update(text, 'utf8').digest();

/** The number of the first line of a page that does not follow; null when all do. Numbers have no gap. */
export function firstBroken(
  lines: readonly ChainLine[],
  before: { readonly id: number; readonly hash: Uint8Array },
): number | null {
  let { id, hash } = before;
  for (const line of lines) {
    const follows = line.id === id + 1 && Buffer.compare(line.previous_hash, hash) === 0;
    if (!follows || Buffer.compare(line.hash, hashOfLine(hash, line.text)) !== 0) return id + 1;
    ({ id, hash } = line);
  }
  return null;
}

/** @param expected a head's hash noted earlier: it must be among the lines, or lines were cut off the end */
export async function verifyAudit(tx: OwnerTx, expected: string | null): Promise<AuditCheck> {
  const head = await readHead(tx);
  const headText = Buffer.from(head.last_hash).toString('hex');
  let at: { id: number; hash: Uint8Array } = { id: 0, hash: BEGINNING };
  let met = expected === null || expected === Buffer.from(BEGINNING).toString('hex');
  const answer = (broken_at: number | null, sentence: string): AuditCheck => ({
    intact: broken_at === null,
    lines: at.id,
    head: headText,
    broken_at,
    sentence,
  });
  for (;;) {
    const page = await chainPage(tx, at.id, PAGE);
    const broken = firstBroken(page, at);
    if (broken !== null)
      return answer(broken, `Line ${broken} was changed, removed or put in by hand.`);
    met ||= page.some((line) => Buffer.from(line.hash).toString('hex') === expected);
    const last = page.at(-1);
    if (!last) break;
    at = last;
  }
  if (at.id !== head.last_id || Buffer.compare(at.hash, head.last_hash) !== 0)
    return answer(at.id + 1, `Lines after ${at.id} were cut off.`);
  if (!met)
    return answer(
      at.id + 1,
      'The hash noted earlier is not in the chain: the chain was made anew.',
    );
  return answer(null, `All ${at.id} lines follow from the first. The newest hash is ${headText}.`);
}

/** The same for an administrator. How many lines there are, and which is broken, would tell what other agencies do: the
 *  operator knows. @param newest the hash of the newest line that the caller may read; null: there is none */
export const checkFor = ({ intact }: AuditCheck, newest: string | null): AuditCheck => ({
  intact,
  lines: null,
  head: newest ?? BEGINNING.toString('hex'),
  broken_at: null,
  sentence: intact
    ? 'Every line follows from the one before.'
    : 'A line was changed, removed or put in by hand, or the hash noted earlier is not in the chain. The operator can say which: npm run cli -- audit verify.',
});
