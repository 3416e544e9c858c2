/** The seed of everything that is sampled: drawn by the commit, so that each commit has another sample and every run of
 *  one commit the same. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.ts';

/** A whole number of 32 bits in decimals. */
const seedOf = (text: string): string =>
  String(createHash('sha256').update(text).digest().readUInt32BE(0));

/** What the sources say, where there is no git. */
function hashOfTree(): string {
  const hash = createHash('sha256');
  for (const folder of ['api', 'data', 'sql', 'test', 'web/src'])
    for (const entry of readdirSync(folder, { recursive: true }).map(String).sort())
      if (/\.\w+$/.test(entry) && !entry.includes('node_modules'))
        hash.update(entry).update(readFileSync(join(folder, entry)));
  return hash.digest('hex');
}

/** TEST_SEED, or the commit's. */
export async function sampleSeed(): Promise<string> {
  const given = process.env['TEST_SEED'];
  if (given) return given;
  const { code, output } = await run('git', ['rev-parse', 'HEAD']);
  return seedOf(code === 0 ? output.trim() : hashOfTree());
}
