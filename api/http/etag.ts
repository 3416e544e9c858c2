/** 304 for what the caller has already. Compressing a response makes its ETag weak, and If-None-Match compares weakly
 *  (RFC 9110, 13.1.2): a route's strong tag equals the weak one that was sent. */
import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';

/** A tag made of what the caller is sent, and of nothing else: a version of the data would change with records that the
 *  caller may not see. @param parts the body as it is before compression, and headers that carry figures */
export function etagOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\n');
  return `"${hash.digest('base64url').slice(0, 27)}"`;
}

const plain = (tag: string): string => tag.trim().replace(/^W\//, '');

/** Whether If-None-Match names the tag. */
export const isNamed = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => plain(tag) === plain(etag)));

export const answerUnchanged: MiddlewareHandler = async (c, next) => {
  await next();
  const etag = c.res.headers.get('etag');
  if (c.res.status !== 200 || !etag || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) return;
  if (!isNamed(c.req.header('if-none-match'), etag)) return;
  const headers = new Headers(c.res.headers);
  for (const name of ['content-type', 'content-length', 'content-disposition'])
    headers.delete(name);
  c.res = undefined; // Hono would otherwise carry the old answer's headers over
  c.res = new Response(null, { status: 304, headers });
};
