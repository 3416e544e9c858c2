/** A start whose database is away or lets nobody in ends at once, in words: whoever watches it starts it again. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runToEnd } from './server_process.ts';

const folder = mkdtempSync(join(tmpdir(), 'commonground-refused-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const known = new URL(process.env['TEST_DATABASE_URL'] ?? '');
const changed = (change: (url: URL) => void): string => {
  const url = new URL(known);
  change(url);
  return url.href;
};
const SECRET = 'not-to-be-said';

it.each([
  [
    'is away',
    changed((url) => Object.assign(url, { port: '1', password: SECRET })),
    /does not answer \(ECONNREFUSED\)\. Start it, or set DATABASE_URL/,
  ],
  [
    'has another password',
    changed((url) => Object.assign(url, { password: SECRET })),
    /lets nobody in: .*password.* Correct the user, the password or the name in DATABASE_URL/,
  ],
  [
    'is not there',
    changed((url) => Object.assign(url, { pathname: '/nowhere' })),
    /lets nobody in: database "nowhere" does not exist\. Correct/,
  ],
])('a database that %s', { timeout: 120_000 }, async (_what, DATABASE_URL, sentence) => {
  const env = { DATA_DIR: folder, DATABASE_URL, LOG_LEVEL: 'silent', SAMPLE: 'none' };
  for (const [program, code, args] of [
    ['api/main/server.ts', 1, []],
    ['api/main/cli/cli.ts', 2, ['agency', 'list']],
  ] as const) {
    const ended = await runToEnd(program, { dataDir: folder, env }, ...args);
    expect(ended).toMatchObject({ code, said: expect.stringMatching(sentence) });
    expect(ended.said).toContain(`${new URL(DATABASE_URL).host}${new URL(DATABASE_URL).pathname}`);
    expect(ended.said).not.toMatch(/^\s+at |not-to-be-said/m);
  }
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});
