/** /releases/…: what has been published, to anybody, as files. Nothing is computed here, and there are no queries. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env, Hono, Schema } from 'hono';
import { compress } from 'hono/compress';
import { answerUnchanged, etagOf } from '../http/etag.ts';
import { GEOGRAPHIES, RELEASE_FILES } from '../contract/releases.ts';
import { Problem } from '../http/problem.ts';
import { INDEX } from './write_release.ts';

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
};
/** The only names there are: no other file of the folder is served. */
const NAMED = new RegExp(
  `^(${escaped(INDEX)}|\\d{4}-\\d{2}-(${GEOGRAPHIES.join('|')})/(${RELEASE_FILES.map(escaped).join('|')}))$`,
);

function escaped(text: string): string {
  return text.replaceAll('.', String.raw`\.`);
}

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Call it before the routes that answer every address with the page. @param folder DATA_DIR/releases */
export function serveReleases<E extends Env, S extends Schema, B extends string>(
  app: Hono<E, S, B>,
  folder: string,
): void {
  app.use('/releases/*', compress());
  app.use('/releases/*', answerUnchanged);
  app.get('/releases/:path{.+}', async (c) => {
    const name = c.req.param('path') ?? '';
    if (!NAMED.test(name)) throw new Problem('not_found');
    // a month's files are some hundred kB at most
    const content = await readFile(join(folder, name)).catch((error: unknown) => {
      if (isMissing(error)) throw new Problem('not_found');
      throw error;
    });
    const lasts = name === INDEX ? HOUR : DAY;
    return c.body(content, 200, {
      'content-type': TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
      'content-length': String(content.length),
      'cache-control': `public, max-age=${lasts}`,
      etag: etagOf(content),
      // open to pages of other sites: there is nothing here that a stranger may not read
      'access-control-allow-origin': '*',
    });
  });
  app.all('/releases/*', () => {
    throw new Problem('not_found');
  });
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
