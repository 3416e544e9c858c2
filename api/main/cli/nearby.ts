/** landmarks, orders: what stands near a place, and which orders hold there. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readTable } from './read_table.ts';
import { call, CliProblem, postJson, type Terminal } from './call.ts';

export async function importLandmarks(terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...terminal.args],
    allowPositionals: true,
    options: { kind: { type: 'string' }, source: { type: 'string' } },
  });
  const [path] = positionals;
  if (!path || positionals.length > 1 || !values.kind || !values.source)
    throw new CliProblem(
      'Write: landmarks FILE.csv --kind needle_exchange --source TEXT. The CSV has the columns name, latitude, longitude.',
    );
  const rows = readTable(path, ['name', 'latitude', 'longitude']);
  const { added } = await call<{ added: number }>(
    terminal.request,
    '/api/landmarks',
    postJson({
      kind: values.kind,
      source: values.source,
      landmarks: rows.map(({ line, of }) => ({
        name: of.name,
        latitude: degrees(path, line, of.latitude),
        longitude: degrees(path, line, of.longitude),
      })),
    }),
  );
  terminal.say(`${path}: ${added} of the kind ${values.kind}; they replace what was there.`);
  return 0;
}

function degrees(path: string, line: number, text: string | undefined): number {
  const value = Number(text);
  if (!text || !Number.isFinite(value))
    throw new CliProblem(`${path}, line ${line}: “${text ?? ''}” is not a number of degrees.`);
  return value;
}

export async function importOrders(terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...terminal.args],
    allowPositionals: true,
    options: { source: { type: 'string' } },
  });
  const [path] = positionals;
  if (!path || positionals.length > 1 || !values.source)
    throw new CliProblem(
      'Write: orders FILE.geojson --source TEXT. Each outline has the properties name, what, starts_on, ends_on.',
    );
  let collection: { features?: { properties?: object; geometry?: unknown }[] };
  try {
    collection = JSON.parse(readFileSync(path, 'utf8')) as typeof collection; // as: the server checks it
  } catch {
    throw new CliProblem(`${path}: this is not a GeoJSON file that can be read.`);
  }
  const { added } = await call<{ added: number }>(
    terminal.request,
    '/api/orders',
    postJson({
      source: values.source,
      orders: (collection.features ?? []).map(({ properties, geometry }) => ({
        ...properties,
        geometry,
      })),
    }),
  );
  terminal.say(`${path}: ${added} orders.`);
  return 0;
}
