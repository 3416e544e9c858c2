/** retention and retention apply. */
import { parseArgs } from 'node:util';
import type { RetentionRun } from '../../contract/retention.ts';
import type { RetentionClass } from '../../contract/retention_classes.ts';
import { call, CliProblem, postJson, type Terminal } from './call.ts';

const WORDS: Readonly<Record<RetentionClass, string>> = {
  places: 'exact places to make coarse',
  texts: 'records whose references, locations and notes to erase',
  rejects: 'rejected rows whose values to erase',
};

export const showRetention = (terminal: Terminal): Promise<number> => run(terminal, true);
export const applyRetention = (terminal: Terminal): Promise<number> => run(terminal, false);

async function run(terminal: Terminal, dryRun: boolean): Promise<number> {
  parseArgs({ args: [...terminal.args] }); // takes no arguments: throws for any
  const found = await call<RetentionRun>(
    terminal.request,
    '/api/retention/runs',
    postJson({ dry_run: dryRun }),
  );
  const lines = found.agencies.flatMap(({ agency, due }) =>
    due
      .filter(({ records }) => records > 0)
      .map(({ class: name, before, records }) =>
        [agency, records, WORDS[name], `from before ${before}`].join('\t'),
      ),
  );
  for (const line of lines) terminal.say(line);
  if (lines.length === 0) terminal.say('Nothing is older than its agency keeps it.');
  else if (found.done) terminal.say('Done. Each step is in the audit; no count has changed.');
  else if (found.doubt !== null && !dryRun)
    throw new CliProblem(`Nothing was changed. ${found.doubt}`);
  else terminal.say('Nothing was changed. The server does it tonight; now: retention apply.');
  return 0;
}
