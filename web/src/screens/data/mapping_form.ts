/** The column mapping as a person edits it: each column feeds one field or none, each field is fed by one column. */
import type { FieldName, Mapping } from '#api/contract/intake.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a file of unknown columns starts from when the server could guess nothing. */
export const emptyMapping = (): Mapping => ({
  columns: {},
  kind: 'by-category',
  types: {},
  dayOrder: null,
  finestTime: 'minute',
  placePrecision: null,
  delimiter: null,
  encoding: null,
  sheet: null,
});

type Fed = [FieldName, string];
const feeds = (mapping: Mapping): Fed[] => Object.entries(mapping.columns) as Fed[]; // keys are field names by the schema

/** The field a column feeds; empty where it is left in the file. */
export const fieldOf = (mapping: Mapping, column: string): FieldName | '' =>
  feeds(mapping).find(([, header]) => header === column)?.[0] ?? '';

/** The mapping with this column feeding this field; whatever fed the field before is left in the file. Another category
 *  column has words of its own: the server reads them, and says as what. */
export function feed(mapping: Mapping, column: string, field: FieldName | ''): Mapping {
  const others = feeds(mapping).filter(([name, header]) => header !== column && name !== field);
  const all: Fed[] = field === '' ? others : [...others, [field, column]];
  const columns: Mapping['columns'] = Object.fromEntries(all);
  const sameWords = columns.category === mapping.columns.category;
  return { ...mapping, columns, types: sameWords ? mapping.types : {} };
}

/** The mapping with a category (as written in the file) read as a type; an empty slug takes the answer back. */
export function readCategoryAs(mapping: Mapping, category: string, slug: string): Mapping {
  const key = category.trim().toLowerCase();
  const types = Object.entries(mapping.types).filter(([name]) => name !== key);
  if (slug !== '') types.push([key, slug]);
  return { ...mapping, types: Object.fromEntries(types) };
}

/** Categories to decide on: those the server asks about first, then those already decided. */
export function categoriesOf(mapping: Mapping, requested: readonly string[]): string[] {
  return [...new Set([...requested, ...Object.keys(mapping.types)])];
}

/** True when two mappings read a file in the same way. */
export const sameMapping = (one: Mapping, other: Mapping): boolean =>
  inOrder(one) === inOrder(other);

/** JSON with sorted keys, so that the order in which a person made the choices does not matter. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    isRecord(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
