/** areas: outlines from a GeoJSON file. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { call, CliProblem, postJson, type Terminal } from './call.ts';

export async function importAreas(terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...terminal.args],
    allowPositionals: true,
    options: {
      kind: { type: 'string' },
      source: { type: 'string' },
      'name-field': { type: 'string' },
    },
  });
  if (positionals.length === 0 || !values.kind || !values.source)
    throw new CliProblem('Write: areas FILE.geojson --kind ward --source "ONS, wards of 2025".');
  for (const path of positionals) {
    let collection: unknown;
    try {
      collection = JSON.parse(readFileSync(path, 'utf8'));
    } catch {
      throw new CliProblem(`${path}: this is not a GeoJSON file that can be read.`);
    }
    const { added } = await call<{ added: number }>(
      terminal.request,
      '/api/areas',
      postJson({
        kind: values.kind,
        source: values.source,
        name_field: values['name-field'],
        collection,
      }),
    );
    terminal.say(`${path}: ${added} areas.`);
  }
  return 0;
}
