/** residents: census zones and their numbers, for rates. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ResidentsLayer } from '../contract/residents.ts';
import { call, CliProblem, postJson, type Terminal } from './call.ts';

const USAGE =
  'Write: residents ZONES.geojson… --numbers FILE.csv --source "ONS, Census 2021". The CSV has two columns: code, residents.';

export async function importResidents(terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...terminal.args],
    allowPositionals: true,
    options: {
      numbers: { type: 'string' },
      source: { type: 'string' },
      'code-field': { type: 'string' },
    },
  });
  if (positionals.length === 0 || !values.numbers || !values.source) throw new CliProblem(USAGE);
  const residents = readNumbers(values.numbers);
  for (const path of positionals) {
    let collection: unknown;
    try {
      collection = JSON.parse(readFileSync(path, 'utf8'));
    } catch {
      throw new CliProblem(`${path}: this is not a GeoJSON file that can be read.`);
    }
    const layer = await call<ResidentsLayer>(
      terminal.request,
      '/api/residents',
      postJson({
        source: values.source,
        code_field: values['code-field'],
        residents,
        collection,
      }),
    );
    const people = layer.residents.toLocaleString('en-GB');
    terminal.say(`${path}: there are ${layer.zones} zones with ${people} residents now.`);
  }
  return 0;
}

/** The first two columns of a CSV file: a code and a whole number; a header above is skipped. */
function readNumbers(path: string): Record<string, number> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new CliProblem(`${path}: there is no such file.`);
  }
  const numbers: Record<string, number> = {};
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const [code = '', people = ''] = line.split(',').map((one) => one.trim().replace(/^"|"$/g, ''));
    if (!/^\d+$/.test(people)) {
      if (i === 0) continue;
      throw new CliProblem(`${path}, line ${i + 1}: “${people}” is not a number of residents.`);
    }
    numbers[code] = Number(people);
  }
  if (Object.keys(numbers).length === 0) throw new CliProblem(`${path}: no numbers. ${USAGE}`);
  return numbers;
}
