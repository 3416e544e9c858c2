/** Characters that cannot be seen, or that reorder what can: named in words where a field refuses them, and shown for what
 *  they are where they stand already. */

/** Controls, format characters (right-to-left overrides, zero widths, tags), separators of lines and paragraphs, halves of
 *  characters, private and no characters, variation selectors, and letters and marks that are blank. */
const HIDDEN =
  // eslint-disable-next-line no-misleading-character-class -- each of them alone is meant
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\uFDD0-\uFDEF\uFFFE\uFFFF\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2800\u3164\uFFA0\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u;

/** Of a script whose letters join: there a joiner changes what is seen. In Latin, Greek and Cyrillic it changes nothing. */
const JOINING = /(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\p{L}\p{M}]/u.source;
const PICTURE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]/u.source;
/** What is in its place: joiners between joining letters or in one picture, and the selector that makes a picture of a
 *  sign. */
const IN_PLACE = new RegExp(
  `(?<=${JOINING})[\\u200C\\u200D](?=${JOINING})|(?<=${PICTURE})\\u200D(?=\\p{Extended_Pictographic})|(?<=[\\p{Extended_Pictographic}#*0-9])\\uFE0F`,
  'gu',
);

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Every hidden character as `‹U+202E›`; line breaks and tabs stay. */
export const visible = (text: string): string => mapHidden(text, (one) => `‹${codeOf(one)}›`);

function mapHidden(text: string, write: (character: string) => string): string {
  const kept = new Set([...text.matchAll(IN_PLACE)].map(({ index }) => index));
  return text.replace(new RegExp(HIDDEN, 'gu'), (one, at: number) =>
    kept.has(at) || one === '\n' || one === '\r' || one === '\t' ? one : write(one),
  );
}

/** The first hidden character; null: there is none. @param breaks whether line breaks and tabs are in place */
function firstHidden(text: string, breaks: boolean): string | null {
  let found: string | null = breaks ? null : (/[\n\r\t]/.exec(text)?.[0] ?? null);
  mapHidden(text, (one) => {
    found ??= one;
    return one;
  });
  return found;
}

const NAMES: Readonly<Record<string, string>> = {
  '\n': 'a line break',
  '\r': 'a line break',
  '\u2028': 'a line break',
  '\u2029': 'a line break',
  '\t': 'a tab',
  '\u200B': 'a space of no width',
  '\u202E': 'a character that turns the text around',
};

/** Why a text is refused; null: it is not. */
export function faultOfText(text: string, { breaks }: { readonly breaks: boolean }): string | null {
  const hidden = firstHidden(text, breaks);
  if (hidden === null) return null;
  const name = NAMES[hidden] ?? 'a character that cannot be seen';
  return `This holds ${name} (${codeOf(hidden)}). Take it out, or type the text again by hand.`;
}
