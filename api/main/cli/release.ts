/** release and release list. */
import { parseArgs } from 'node:util';
import type { ReleaseDocument, ReleaseList, ReleaseSummary } from '../../contract/releases.ts';
import { call, CliProblem, postJson, type Terminal } from './call.ts';

export async function buildRelease(terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...terminal.args],
    allowPositionals: true,
    options: {
      geography: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const [period] = positionals;
  if (period === undefined || positionals.length > 1)
    throw new CliProblem('Write: release YYYY-MM [--geography h3-8|districts|wards] [--dry-run].');
  const wanted = { period, geography: values.geography, dry_run: values['dry-run'] };
  if (values['dry-run']) {
    const document = await call<ReleaseDocument>(
      terminal.request,
      '/api/releases',
      postJson(wanted),
    );
    for (const line of describe(document)) terminal.say(line);
    return 0;
  }
  const done = await call<ReleaseSummary>(terminal.request, '/api/releases', postJson(wanted));
  terminal.say(`Released ${done.period} by ${done.geography}. Anybody may read:`);
  for (const { path } of done.files) terminal.say(`  ${path}`);
  return 0;
}

function describe(release: ReleaseDocument): string[] {
  const lines = [`${release.period} by ${release.geography} would be released, and for good:`];
  for (const { kind, label, agencies } of release.kinds) {
    const total = release.totals[kind];
    const left = agencies.length > 0 ? 'nothing has arrived of it' : 'no agency publishes it';
    lines.push(
      total === undefined
        ? `  ${label}: not in it, because ${left}`
        : `  ${label}: ${total} in the numbers published, of ${agencies.join(', ')}`,
    );
  }
  lines.push(`  ${release.places.length} places listed`);
  for (const { agency, feed } of release.not_delivered)
    lines.push(`  nothing has arrived for the month from ${agency}: ${feed}`);
  lines.push('Nothing was kept or published.');
  return lines;
}

export async function listReleases(terminal: Terminal): Promise<number> {
  parseArgs({ args: [...terminal.args] }); // takes no arguments: throws for any
  const { releases } = await call<ReleaseList>(terminal.request, '/api/releases');
  for (const { period, geography, built_at, built_by } of releases)
    terminal.say(`${period}\t${geography}\t${built_at.slice(0, 10)}\t${built_by}`);
  if (releases.length === 0)
    terminal.say('Nothing has been released yet: release YYYY-MM --geography h3-8.');
  return 0;
}
