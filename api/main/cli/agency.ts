/** agency add, agency list. */
import { parseArgs } from 'node:util';
import type { Agency, Partnership } from '../../contract/partnership.ts';
import { call, CliProblem, postJson, type Terminal } from './call.ts';

export async function addAgency(terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...terminal.args],
    allowPositionals: true,
    options: { name: { type: 'string' }, kind: { type: 'string' } },
  });
  const [slug] = positionals;
  if (!slug || !values.name || !values.kind)
    throw new CliProblem('Write: agency add SLUG --name NAME --kind KIND.');
  const agency = { slug, name: values.name, kind: values.kind };
  const added = await call<Agency>(terminal.request, '/api/agencies', postJson(agency));
  terminal.say(`Added ${added.name} as ${added.slug}.`);
  return 0;
}

export async function listAgencies(terminal: Terminal): Promise<number> {
  parseArgs({ args: [...terminal.args] }); // takes no arguments: throws for any
  const { agencies } = await call<Partnership>(terminal.request, '/api/partnership');
  for (const { slug, kind, name } of agencies) terminal.say(`${slug}\t${kind}\t${name}`);
  if (agencies.length === 0)
    terminal.say('There is no agency yet: agency add SLUG --name NAME --kind KIND.');
  return 0;
}
