/** Every pair of colours in which the web app writes, in both themes: WCAG 2.2 AA, 1.4.3 and 1.4.11. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { contrast, rulesOf, tokensIn, tokensOf, type Theme, type Tokens } from './contrast.ts';

const web = fileURLToPath(new URL('../../../web/src/', import.meta.url));
const files = readdirSync(web, { recursive: true })
  .map(String)
  .filter((file) => /\.(css|svelte)$/.test(file))
  .sort();
const stylesOf = (file: string) => {
  const text = readFileSync(join(web, file), 'utf8');
  return file.endsWith('.css')
    ? text
    : [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, css]) => css).join('\n');
};
const rules = files.flatMap((file) => rulesOf(stylesOf(file)).map((rule) => ({ ...rule, file })));
const tokens: Tokens = tokensOf(
  files
    .filter((file) => file.endsWith('.css'))
    .map(stylesOf)
    .join('\n'),
);

/** What a rule that sets a text's colour leaves out: the backgrounds that such a text stands on. */
const PLAIN = ['--background', '--surface', '--raised'];
const WASHES = ['--accent-wash', '--good-wash', '--warn-wash', '--bad-wash'];
const BACKGROUNDS: Readonly<Record<string, readonly string[]>> = {
  '--ink': [...PLAIN, ...WASHES],
  '--ink-soft': [...PLAIN, ...WASHES],
  '--accent': [...PLAIN, '--accent-wash'],
  '--good': [...PLAIN, '--good-wash'],
  '--warn': [...PLAIN, '--warn-wash'],
  '--bad': [...PLAIN, '--bad-wash'],
  '--accent-ink': ['--accent'],
  '--map-label': ['--map-background', '--map-land', '--map-halo', '--surface'],
};
/** Glyphs of a kind: its name in ink stands beside each, so that no colour has to be told from its background. */
const BESIDE_THEIR_NAMES = ['--kind-crime', '--kind-asb', '--kind-needle_find', '--kind-alcohol'];

/** What is seen as a shape: the edge of a control, the ring of the focus, a bar in its track. */
const SHAPES: readonly (readonly [string, string])[] = [
  ...PLAIN.map((background) => ['--line-strong', background] as const),
  ...PLAIN.map((background) => ['--focus', background] as const),
  ['--accent', '--raised'],
  ['--good', '--raised'],
  ['--bad', '--raised'],
  ['--map-mark', '--map-land'],
  ['--map-hotspot', '--map-land'],
  ['--map-risk', '--map-land'],
  ['--hot', '--map-land'],
  ['--cold', '--map-land'],
];

function tooFaint(pairs: readonly (readonly [string, string])[], least: number): string[] {
  const colour = (name: string, theme: Theme) => {
    const found = tokens.get(name)?.[theme];
    if (found === undefined) throw new Error(`${name} is no colour of tokens.css.`);
    return found;
  };
  return pairs.flatMap(([front, back]) =>
    (['light', 'dark'] as const)
      .map((theme) => ({ theme, ratio: contrast(colour(front, theme), colour(back, theme)) }))
      .filter(({ ratio }) => ratio < least)
      .map(({ theme, ratio }) => `${front} on ${back}, ${theme}: ${ratio.toFixed(2)}`),
  );
}

const textRules = rules.filter(
  ({ declarations }) => tokensIn(declarations.get('color')).length > 0,
);
const backgroundOf = (declarations: ReadonlyMap<string, string>) =>
  tokensIn(declarations.get('background') ?? declarations.get('background-color'));

test('black on white is 21, and a colour on itself 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  expect(contrast('#0b5a82', '#0b5a82')).toBe(1);
  // the grey that WCAG's own material calls the lightest on white
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test('each rule that sets a text’s colour and its background sets two that differ by 4.5', () => {
  const pairs = textRules.flatMap(({ declarations }) =>
    tokensIn(declarations.get('color')).flatMap((front) =>
      backgroundOf(declarations).map((back) => [front, back] as const),
    ),
  );
  expect(pairs.length).toBeGreaterThan(20);
  expect(tooFaint(pairs, 4.5)).toEqual([]);
});

test('each colour in which something is written differs by 4.5 from whatever it stands on', () => {
  const alone = new Set(
    textRules
      .filter(({ declarations }) => backgroundOf(declarations).length === 0)
      .flatMap(({ declarations }) => tokensIn(declarations.get('color'))),
  );
  const known = [...Object.keys(BACKGROUNDS), ...BESIDE_THEIR_NAMES];
  expect([...alone].filter((name) => !known.includes(name))).toEqual([]);
  const pairs = Object.entries(BACKGROUNDS).flatMap(([front, backs]) =>
    backs.map((back) => [front, back] as const),
  );
  expect(tooFaint(pairs, 4.5)).toEqual([]);
});

test('each shape that means something differs by 3 from what it stands on', () => {
  expect(tooFaint(SHAPES, 3)).toEqual([]);
});
