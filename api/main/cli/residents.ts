/** residents: census zones and their numbers, for rates. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ResidentsLayer } from '../../contract/residents.ts';
import { call, CliProblem, postJson, type Terminal } from './call.ts';
import { readTable } from './read_table.ts';

const USAGE =
  'Write: residents ZONES.geojson… --numbers FILE.csv --source "ONS, Census 2021". The CSV has the columns code, residents.';

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

/** Census tables call it lsoa21_code, LSOA21CD or code. */
const CODE = /code$|cd$/;

function readNumbers(path: string): Record<string, number> {
  const rows = readTable(path, ['residents']);
  const column = Object.keys(rows[0]?.of ?? {}).find((name) => CODE.test(name));
  if (column === undefined)
    throw new CliProblem(`${path} has no column of codes, such as code or lsoa21_code.`);
  return Object.fromEntries(
    rows.map(({ line, of }) => {
      const people = of['residents'] ?? '';
      if (!/^\d+$/.test(people))
        throw new CliProblem(`${path}, line ${line}: “${people}” is not a number of residents.`);
      return [of[column] ?? '', Number(people)];
    }),
  );
}
