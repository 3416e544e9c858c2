/** 304 for what the caller has already. Compressing a response makes its ETag weak, and If-None-Match compares weakly
 *  (RFC 9110, 13.1.2): a route's strong tag equals the weak one that was sent. */
import type { MiddlewareHandler } from 'hono';

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
