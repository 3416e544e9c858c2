/** release and release list. */
import { parseArgs } from 'node:util';
import type { PlannedRelease, ReleaseDocument, ReleaseList } from '../../contract/releases.ts';
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
  const planned = await call<PlannedRelease>(terminal.request, '/api/releases', postJson(wanted));
  terminal.say(
    `Announced ${planned.period} by ${planned.geography}. It is published after ${planned.publish_from}, unless it is stopped:`,
  );
  terminal.say(`  release stop ${planned.period} --why "…"`);
  return 0;
}

export async function stopRelease(terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...terminal.args],
    allowPositionals: true,
    options: { why: { type: 'string' } },
  });
  const [period] = positionals;
  if (period === undefined || positionals.length > 1 || values.why === undefined)
    throw new CliProblem('Write: release stop YYYY-MM --why "WHY IT MUST NOT BE PUBLISHED".');
  await call<PlannedRelease>(
    terminal.request,
    `/api/releases/${period}/stop`,
    postJson({ why: values.why }),
  );
  terminal.say(`Stopped ${period}. It is not published unless somebody announces it again.`);
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
  const { planned, releases } = await call<ReleaseList>(terminal.request, '/api/releases');
  for (const { period, geography, publish_from, stopped } of planned)
    terminal.say(
      `${period}\t${geography}\t${stopped ? 'stopped' : `from ${publish_from}`}\t${stopped?.by ?? ''}`,
    );
  for (const { period, geography, built_at, built_by } of releases)
    terminal.say(`${period}\t${geography}\t${built_at.slice(0, 10)}\t${built_by}`);
  if (releases.length + planned.length === 0)
    terminal.say('Nothing has been released yet: release YYYY-MM --geography h3-8.');
  return 0;
}
