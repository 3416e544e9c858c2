/** Outlines of census zones and a list of their residents, put together. */
import type { MultiPolygon, Polygon } from 'geojson';
import type { NewResidents } from '../contract/residents.ts';
import { Problem } from '../http/problem.ts';
import { OutlineRefused, readOutline } from '../geo/read_outline.ts';

export interface Zone {
  readonly code: string;
  readonly residents: number;
  readonly outline: Polygon | MultiPolygon;
}

/** ONS writes LSOA21CD, OA21CD, MSOA21CD; others write code. */
const CODES = [/^(oa|lsoa|msoa|dz|sdz)\d\dcd$/i, /^[a-z]+\d\dcd$/i, /code/i];

const refuse = (path: string, message: string) =>
  new Problem('invalid_input', { fields: [{ path, message }] });

/** Throws Problem `invalid_input`, naming the outline, when one has no code, no number, or no area, or comes twice. */
export function zonesFrom({ collection, code_field, residents }: NewResidents): Zone[] {
  const codes = new Set<string>();
  return collection.features.map(({ properties, geometry }, i) => {
    const path = `collection.features.${i}`;
    const code = codeOf(properties ?? {}, code_field);
    if (code === null)
      throw refuse(path, 'This outline has no code. Say which property holds it (code_field).');
    if (codes.has(code)) throw refuse(path, `The zone ${code} is there twice.`);
    codes.add(code);
    const people = Object.hasOwn(residents, code) ? residents[code] : undefined;
    if (people === undefined)
      throw refuse(path, `The list has no number of residents for the zone ${code}.`);
    try {
      return { code, residents: people, outline: readOutline(geometry) };
    } catch (error) {
      throw error instanceof OutlineRefused ? refuse(path, `${code}: ${error.message}`) : error;
    }
  });
}

function codeOf(properties: Readonly<Record<string, unknown>>, field?: string): string | null {
  const names = field
    ? [field]
    : CODES.flatMap((pattern) => Object.keys(properties).filter((key) => pattern.test(key)));
  for (const name of names) {
    const value = properties[name];
    if (typeof value === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(value.trim()))
      return value.trim();
  }
  return null;
}
