/** The built web app: its files, and its page for the addresses of its screens. Any other address is 404. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { accepts } from 'hono/accepts';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';

/** Written by the build (web/vite.config.ts) from web/src/routes: what the browser's own router matches. */
const Screens = z.array(z.object({ id: z.string(), pattern: z.string() }));

const readScreens = (folder: string): RegExp[] =>
  Screens.parse(JSON.parse(readFileSync(join(folder, 'screens.json'), 'utf8'))).map(
    ({ pattern }) => new RegExp(pattern),
  );

const READS = ['GET', 'HEAD'];

/** Call it last: it answers every address. Built files are named by their content; the page is requested every time. */
export function serveWeb(app: OpenAPIHono, folder: string): void {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const screens = readScreens(folder);
  app.use('/*', async (c, next) => {
    await next();
    const lasts = c.req.path.startsWith('/_app/immutable/') && c.res.ok;
    c.res.headers.set('cache-control', lasts ? 'public, max-age=31536000, immutable' : 'no-cache');
  });
  app.get('/*', serveStatic({ root: folder, precompressed: true }));
  app.all('/*', (c) => {
    const isScreen = screens.some((pattern) => pattern.test(c.req.path));
    const reads = READS.includes(c.req.method);
    if (isScreen && reads) return c.html(page);
    if (isScreen) throw new Problem('wrong_method', { allow: READS });
    // a person sees the app's own “not found”; a program, or a script tag of the build before, a problem
    const form = accepts(c, {
      header: 'Accept',
      supports: ['text/html', 'application/problem+json'],
      default: 'application/problem+json',
    });
    c.header('vary', 'accept', { append: true });
    if (reads && form === 'text/html') return c.html(page, 404);
    throw new Problem('not_found');
  });
}
