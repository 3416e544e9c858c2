/** Names and notes hold nothing that cannot be seen; and no field that takes words has been forgotten. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import '#test/support/seed.ts';
import { oneLine, paragraphs } from '#api/contract/words.ts';
import { Email } from '#api/contract/sign_in.ts';
import { faultOfText, visible } from '#api/contract/visible.ts';
import type { OpenApi, Schema } from '#test/support/every_field.ts';

const document = JSON.parse(
  readFileSync(new URL('../../../api/openapi.json', import.meta.url), 'utf8'),
) as OpenApi; // as: an OpenAPI document

/** Fields of bodies that take any text, each with the reason. */
const EXEMPT: readonly (readonly [RegExp, string])[] = [
  [/\.(attempt|token)$/, 'compared by its hash'],
  [/\.password$/, 'never shown, and may hold anything'],
  [/\.code$/, 'compared with six digits'],
  [/\.secret$/, 'stored encrypted, never shown'],
  [/\.transports\[\]$/, 'the browser’s own words, given back to it'],
  [/ \/api\/finds\.note$/, 'a phone’s queue is never refused: shown through visible()'],
  [/\.types(\[\]|\.\*)$/, 'looked up in the list of types, or the file’s own words'],
  [
    /\.(columns\.\w+|sheet|name_field|code_field)$/,
    'a column or sheet of the file, as it stands there',
  ],
  [/ \/api\/imports\.(format|mapping)$/, 'read by the schema of its own'],
];

/** Every text that a body takes, by its place. */
function textsOf(given: Schema, place: string, above: readonly string[] = []): [string, Schema][] {
  const name = /^#\/components\/schemas\/(\w+)$/.exec(String(given['$ref']))?.[1];
  if (name !== undefined)
    return above.includes(name)
      ? []
      : textsOf(document.components.schemas[name] ?? {}, place, [...above, name]);
  const parts = (key: string) => (given[key] ?? []) as Schema[]; // as: lists of schemas
  const found: [string, Schema][] = ['anyOf', 'allOf', 'oneOf'].flatMap((key) =>
    parts(key).flatMap((part) => textsOf(part, place, above)),
  );
  for (const [key, part] of Object.entries((given['properties'] ?? {}) as Record<string, Schema>))
    // as: schemas by name
    found.push(...textsOf(part, `${place}.${key}`, above));
  const others = given['additionalProperties'];
  if (typeof others === 'object') found.push(...textsOf(others as Schema, `${place}.*`, above)); // as: a schema
  if (given['items']) found.push(...textsOf(given['items'] as Schema, `${place}[]`, above)); // as: a schema
  if ([given['type']].flat().includes('string')) found.push([place, given]);
  return found;
}

const texts = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { requestBody }]) =>
    Object.values(requestBody?.content ?? {}).flatMap(({ schema }) =>
      textsOf(schema, `${method.toUpperCase()} ${path}`),
    ),
  ),
);
const isBound = (schema: Schema) =>
  ['enum', 'const', 'pattern', 'format', 'x-text'].some((key) => schema[key] !== undefined);

describe('A field that takes words', () => {
  it('is one line, paragraphs, of a stated form, or says why not', () => {
    expect(texts.length).toBeGreaterThan(100);
    const free = texts.filter(([, schema]) => !isBound(schema)).map(([place]) => place);
    expect(free.filter((place) => !EXEMPT.some(([pattern]) => pattern.test(place)))).toEqual([]);
    for (const [pattern] of EXEMPT)
      expect([String(pattern), free.some((place) => pattern.test(place))]).toEqual([
        ...[String(pattern), true],
      ]);
  });

  it('is one line where it is a name', () => {
    const names = texts.filter(
      ([place, schema]) =>
        /\.(\w+_)?(name|label|person|title|source)$/.test(place) && schema['enum'] === undefined,
    );
    expect(names.length).toBeGreaterThan(15);
    for (const [place, schema] of names)
      expect([place, schema['x-text']]).toEqual([place, 'one line']);
  });
});

/** All that Unicode has for hiding and turning, and what looks like nothing. */
const HIDDEN = [
  ...'\u0000\u0001\u0007\u0008\u000B\u000C\u001B\u007F\u0080\u0085\u009F',
  ...'\u00AD\u034F\u061C\u115F\u1160\u17B4\u180E\u200B\u200E\u200F\u2028\u2029',
  ...'\u202A\u202B\u202C\u202D\u202E\u2060\u2061\u2064\u2066\u2067\u2068\u2069\u206A\u206F',
  ...'\u2800\u3164\uFEFF\uFFA0\uFFF9\uFFFB\uFFFE\uFFFF\uE000',
  ...['\u{E0001}', '\u{E0020}', '\u{E0100}', '\u{1D173}', '\uD800', '\uDC00'],
];
const line = oneLine(z.string().trim().min(1).max(200));
const prose = paragraphs(z.string().trim().max(200));

describe('One line', () => {
  it('holds no hidden character, wherever it stands, and is told which', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcXYZ é漢'), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(word, fc.constantFrom(...HIDDEN), word, (before, hidden, after) => {
        const told = line.safeParse(`a${before}${hidden}${after}b`);
        expect(told.success).toBe(false);
        const code = `U+${hidden.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
        expect(told.error?.issues[0]?.message).toContain(`(${code})`);
        expect(visible(`${before}${hidden}${after}`)).toBe(`${before}‹${code}›${after}`);
      }),
    );
    for (const breaking of ['\n', '\r', '\r\n', '\t', '\u2028'])
      expect(line.safeParse(`Ann${breaking}Bcc: all`).success).toBe(false);
    expect(line.safeParse('adm\u200Din').success).toBe(false);
    expect(line.safeParse('a\uFE0F').success).toBe(false);
  });

  it('holds what names are made of', () => {
    for (const name of [
      ...['Siân O’Brien-Łukasz', 'José', 'José', 'محمد', 'می‌خواهم', 'क्‍ष', '漢字', 'שלום'],
      ...['Market Street & Foregate “A/B”', '👩‍🚒 crew', '❤️', '1️⃣', '<b>not markup</b>', 'A  B'],
    ]) {
      expect([name, line.parse(name), visible(name)]).toEqual([name, name, name]);
    }
  });
});

describe('Paragraphs', () => {
  it('may have lines and tabs, and nothing else that cannot be seen', () => {
    expect(prose.parse('First.\n\nSecond:\r\n\t- third')).toContain('\n\t');
    for (const hidden of HIDDEN) expect(prose.safeParse(`a${hidden}b`).success).toBe(false);
    expect(visible('a\nb\tc')).toBe('a\nb\tc');
    expect(faultOfText('a\nb', { breaks: false })).toBe(
      'This holds a line break (U+000A). Take it out, or type the text again by hand.',
    );
  });
});

describe('An e-mail address', () => {
  it('is one that a work address can be', () => {
    for (const address of [
      ...['ada@severnside.gov.uk', "Shaun.O'Brien@west-mercia.police.uk", 'a+b_c%d@x1.example'],
      ...['a@xn--bcher-kva.example', 'A@B.CO', ' ada@severnside.example '],
    ])
      expect([address, Email.safeParse(address).success]).toEqual([address, true]);
  });

  it('holds no markup, quotes, comments, lists, controls or second address', () => {
    for (const address of [
      ...['<script>@x.example', '"a b"@x.example', 'a(b)@x.example', 'a@x.example,b@y.example'],
      ...[
        'a@x.example;b@y.example',
        'a@b@x.example',
        'Ann <a@x.example>',
        'a@x.example>',
        'a`b@x.example',
      ],
      ...[
        'a@x.example\nBcc: b@y.example',
        'a\r\n@x.example',
        'a\u0000@x.example',
        'a\u202E@x.example',
      ],
      ...[
        'a@localhost',
        'a@[127.0.0.1]',
        'a@x..example',
        '.a@x.example',
        'a.@x.example',
        'a..b@x.example',
      ],
      ...[
        '@x.example',
        'a@',
        'a@-x.example',
        'a@x-.example',
        'а@x.example',
        'a@ex\u00E4mple.example',
        'a&lt;@x.example',
      ],
    ])
      expect([address, Email.safeParse(address).success]).toEqual([address, false]);
  });
});
