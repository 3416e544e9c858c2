/** Builds the app shell into web/build: static files, one fallback page, no inline script.
 *  From the project's root: node node_modules/vite/bin/vite.js build web */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import adapterStatic from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Config } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

const root = import.meta.dirname;
const out = join(root, 'build');

/** Moves Kit's inline bootstrap into a file of its own, so that the server can say `script-src 'self'`
 *  without a hash that changes with every build. */
function withoutInlineScript(): NonNullable<Config['adapter']> {
  const adapter = adapterStatic({
    pages: out,
    assets: out,
    fallback: 'index.html',
    // a phone without much signal: 148 kB of script before the map become 50 kB
    precompress: true,
  });
  return {
    ...adapter,
    async adapt(builder) {
      await adapter.adapt(builder);
      const page = join(out, 'index.html');
      const html = readFileSync(page, 'utf8');
      const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)];
      const [bootstrap] = inline;
      if (inline.length !== 1 || bootstrap?.[1] === undefined) {
        throw new Error(`Expected one inline script in index.html, found ${inline.length}.`);
      }
      const hash = createHash('sha256').update(bootstrap[1]).digest('hex').slice(0, 8);
      const file = `_app/immutable/bootstrap.${hash}.js`;
      writeFileSync(join(out, file), bootstrap[1]);
      // compressed while it still had the inline script
      for (const ending of ['br', 'gz']) rmSync(`${page}.${ending}`, { force: true });
      writeFileSync(page, html.replace(bootstrap[0], `<script src="/${file}"></script>`));
      // what the server answers with the page; every other address is 404
      const screens = builder.routes
        .filter((route) => route.page.methods.length > 0)
        .map(({ id, pattern }) => ({ id, pattern: pattern.source }));
      writeFileSync(join(out, 'screens.json'), JSON.stringify(screens));
    },
  };
}

export default defineConfig({
  root,
  plugins: [
    sveltekit({
      adapter: withoutInlineScript(),
      compilerOptions: { runes: true },
      paths: { relative: false },
    }),
  ],
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/basemap': 'http://127.0.0.1:8080' } },
  build: { chunkSizeWarningLimit: 1200 },
});
