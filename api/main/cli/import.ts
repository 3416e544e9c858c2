/** import and undo. */
import { openAsBlob, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Import } from '../../contract/imports.ts';
import type { Partnership } from '../../contract/partnership.ts';
import { call, CliProblem, type Terminal } from './call.ts';

const number = (n: number): string => n.toLocaleString('en-GB');

/** Exit code 0 when every file came in (or could), 1 otherwise. */
export async function importFiles(terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...terminal.args],
    allowPositionals: true,
    options: {
      agency: { type: 'string' },
      dataset: { type: 'string' },
      format: { type: 'string' },
      mapping: { type: 'string' },
      sensitivity: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0) throw new CliProblem('Name at least one file to import.');
  if (!values.agency)
    throw new CliProblem('Say whose data it is: --agency SLUG (npm run cli -- agency list).');
  let failed = 0;
  for (const path of positionals) {
    const form = new FormData();
    form.set('agency', values.agency);
    if (values.dataset) form.set('dataset', values.dataset);
    if (values.format) form.set('format', values.format);
    if (values.sensitivity) form.set('sensitivity', values.sensitivity);
    if (values.mapping) form.set('mapping', readMapping(values.mapping));
    form.set('dry_run', String(values['dry-run']));
    try {
      if (!statSync(path).isFile()) throw new Error('not a file');
      form.set('file', await openAsBlob(path), basename(path));
    } catch {
      throw new CliProblem(`${path}: there is no such file.`);
    }
    const { id } = await call<{ id: number }>(terminal.request, '/api/imports', {
      method: 'POST',
      body: form,
    });
    const done = await watch(terminal, id, values.agency);
    for (const line of describe(path, done)) terminal.say(line);
    if (done.problem) failed++;
  }
  return failed > 0 ? 1 : 0;
}

function readMapping(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new CliProblem(`${path}: there is no such file.`);
  }
}

/** Follows an import to its end, and shows its progress. */
async function watch(terminal: Terminal, id: number, agency: string): Promise<Import> {
  // rejected rows are shown to the agency whose file it is
  const headers = { 'acting-agency': agency };
  const started = performance.now();
  for (;;) {
    const now = await call<Import>(terminal.request, `/api/imports/${id}`, { headers });
    if (!['received', 'reading', 'committing'].includes(now.state)) {
      terminal.progress('');
      return now;
    }
    const share = now.progress.bytes_read / Math.max(1, now.progress.bytes);
    const spent = (performance.now() - started) / 1000;
    const left = share > 0.02 ? `, ${Math.ceil(spent / share - spent)} s left` : '';
    terminal.progress(
      now.state === 'committing'
        ? `${number(now.rows.read)} rows read, bringing them in…`
        : `${number(now.rows.read)} rows read (${Math.round(share * 100)} %)${left}`,
    );
    await wait(200);
  }
}

function describe(path: string, { id, state, problem, rows, dry_run, ...more }: Import): string[] {
  if (problem) return [`${path}: ${problem.sentence}`];
  const verb = state === 'done' ? 'accepted' : 'would be accepted';
  const lines = [
    `${path}: ${number(rows.read)} rows read, ${number(rows.accepted)} ${verb}, ` +
      `${number(rows.already_present)} already present, ${number(rows.changed)} changed, ` +
      `${number(rows.withdrawn)} withdrawn, ${number(rows.rejected)} rejected (import ${id}${dry_run ? ', dry run' : ''})`,
  ];
  if (more.first_day && more.last_day) lines.push(`  from ${more.first_day} to ${more.last_day}`);
  if (rows.without_place > 0)
    lines.push(`  ${number(rows.without_place)} rows have no place: kept and counted, off the map`);
  if (more.grid_method === 'ostn15')
    lines.push('  National Grid places converted by OSTN15 (within 0.2 m)');
  if (more.grid_method === 'helmert')
    lines.push('  National Grid places converted by a seven-parameter transform (within 5 m)');
  for (const { name, reason } of more.preview?.skipped ?? [])
    lines.push(`  left out ${name}: ${reason}`);
  for (const { part, line, column, value, reason } of more.first_problems.slice(0, 5))
    lines.push(`  rejected ${part} line ${line}${column ? `, ${column}` : ''}: ${value} ${reason}`);
  return lines;
}

/** An import is visible to its own agency only: finds the one to act for. */
async function ownerOf({ request }: Terminal, id: number): Promise<Record<string, string>> {
  const { agencies } = await call<Partnership>(request, '/api/partnership');
  for (const { slug } of agencies) {
    const headers = { 'acting-agency': slug };
    if ((await request(`/api/imports/${id}`, { headers })).ok) return headers;
  }
  throw new CliProblem(`There is no import ${id}.`);
}

export async function undoImport(terminal: Terminal): Promise<number> {
  const id = Number(terminal.args[0]);
  if (!Number.isInteger(id)) throw new CliProblem('Say which import, by its number.');
  const headers = await ownerOf(terminal, id);
  const undone = await call<Import>(terminal.request, `/api/imports/${id}`, {
    method: 'DELETE',
    headers,
  });
  terminal.say(`Import ${id} (${undone.file_name}) is ${undone.state}.`);
  return 0;
}
