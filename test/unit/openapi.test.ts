/** api/openapi.json and the browser's types: as the routes are now, and fit for other people's tools. */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { DOCUMENT, openApiText, stored, TYPES, typesText } from '#test/openapi/generate.ts';

const OLD =
  'The routes have changed. Write both files anew with `npm run openapi`, and commit them.';

type Part = Record<string, unknown>;
const text = openApiText();
const document = JSON.parse(text) as {
  tags: { name: string; description: string }[];
  components: { schemas: Record<string, Part> };
  paths: Record<string, Record<string, Part & { operationId: string; tags: string[] }>>;
}; // as: made above
const operations = Object.values(document.paths).flatMap((item) => Object.values(item));

/** Every object of the document, with the keys that lead there. */
function* parts(part: unknown, path: string): Generator<[string, Part]> {
  if (typeof part !== 'object' || part === null) return;
  if (!Array.isArray(part)) yield [path, part as Part]; // as: an object that is no list
  for (const [key, inner] of Object.entries(part)) yield* parts(inner, `${path}/${key}`);
}
const all = [...parts(document, '')];
const where = (wrong: (part: Part) => boolean) =>
  all.filter(([, part]) => wrong(part)).map(([path]) => path);

describe('The committed document', () => {
  it('is what the routes say of themselves', () => {
    expect(stored(DOCUMENT) === text, `${DOCUMENT}: ${OLD}`).toBe(true);
  });

  it('is what the browser’s types were made from', async () => {
    expect(stored(TYPES) === (await typesText(text)), `${TYPES}: ${OLD}`).toBe(true);
  }, 60_000);

  it('makes types that compile, without any help from this project', () => {
    const program = ts.createProgram([`${import.meta.dirname}/../../${TYPES}`], {
      strict: true,
      noEmit: true,
      types: [],
      target: ts.ScriptTarget.ES2024,
    });
    const wrong = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
    expect(wrong).toEqual([]);
  }, 60_000);
});

// what `spectral lint` (spectral:oas) calls an error or a warning, as far as it went wrong here once
describe('Tools that read the document find', () => {
  it('a name for every operation, each its own', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.length).toBeGreaterThan(100);
    expect(ids.filter((id) => !/^[a-z][a-zA-Z0-9]*$/.test(id))).toEqual([]);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('every tag declared and described, and none without an operation', () => {
    const used = new Set(operations.flatMap(({ tags }) => tags));
    expect([...used].toSorted()).toEqual(document.tags.map(({ name }) => name).toSorted());
    expect(document.tags.filter(({ description }) => description === '')).toEqual([]);
  });

  it('what every list holds', () => {
    const lists = (part: Part) => [part['type']].flat().includes('array');
    expect(where(lists).length).toBeGreaterThan(50);
    expect(where((part) => lists(part) && !part['items'])).toEqual([]);
  });

  it('defaults of the type they are defaults of', () => {
    const typeOf = (value: unknown) =>
      value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
    const fits = ({ type, default: value }: Part) => {
      const types = [type].flat().map((one) => (one === 'integer' ? 'number' : one));
      return types.includes(typeOf(value));
    };
    const withDefault = (part: Part) => 'default' in part && 'type' in part;
    expect(where(withDefault).length).toBeGreaterThan(20);
    expect(where((part) => withDefault(part) && !fits(part))).toEqual([]);
  });

  it('no component that may be null: the place that allows null says so', () => {
    const nullable = Object.entries(document.components.schemas).filter(([, { type }]) =>
      [type].flat().includes('null'),
    );
    expect(nullable.map(([name]) => name)).toEqual([]);
  });

  it('a shape for every answer', () => {
    const empty = all
      .filter(([path]) => path.endsWith('/schema'))
      .filter(([, part]) => Object.keys(part).length === 0);
    expect(empty.map(([path]) => path)).toEqual([]);
  });
});
