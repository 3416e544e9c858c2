/** Contrast as WCAG 2.2 defines it, and the colours of a style sheet. Pure. */

export type Theme = 'light' | 'dark';
export type Tokens = ReadonlyMap<string, Readonly<Record<Theme, string>>>;

/** One rule of a style sheet: its selector, and the value of each property. */
export interface Rule {
  readonly selector: string;
  readonly declarations: ReadonlyMap<string, string>;
}

/** Relative luminance of `#rrggbb`, 0 to 1. Source: WCAG 2.2, "relative luminance". */
export function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two opaque colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The opaque colours that a style sheet names: `--name: #rrggbb`, or `light-dark(#rrggbb, #rrggbb)`. */
export function tokensOf(css: string): Tokens {
  const named =
    /(--[\w-]+):\s*(?:light-dark\(\s*(#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\s*\)|(#[0-9a-f]{6}));/g;
  const tokens = new Map<string, Record<Theme, string>>();
  for (const [, name = '', light = '', dark = '', both] of css.matchAll(named))
    if (!tokens.has(name)) tokens.set(name, { light: both ?? light, dark: both ?? dark });
  return tokens;
}

/** The rules of a style sheet, those inside @media too. */
export function rulesOf(css: string): Rule[] {
  const bare = css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return [...bare.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({
    selector: selector.trim(),
    declarations: new Map(
      [...body.matchAll(/([\w-]+)\s*:\s*([^;]+)/g)].map(([, name = '', value = '']) => [
        name,
        value.trim(),
      ]),
    ),
  }));
}

/** The tokens that a value names. */
export const tokensIn = (value: string | undefined): string[] =>
  [...(value ?? '').matchAll(/var\((--[\w-]+)\)/g)].map(([, name = '']) => name);
