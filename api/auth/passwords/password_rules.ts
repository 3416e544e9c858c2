/** Which passwords are taken: 15 to 128 characters, and hard to guess for somebody who knows whose it is. No rules about
 *  digits and signs: they make passwords worse (NIST SP 800-63B-4, 3.1.1.2; ASVS 6.2). */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../contract/password.ts';

/** What a guesser would try first. */
export interface Whose {
  readonly name: string;
  readonly email: string;
  readonly agency: string;
}

/** zxcvbn's 0 to 4: 3 is 10^8 guesses or more, “safely unguessable” against a stolen, slowly hashed list. */
const GOOD_ENOUGH = 3;
/** What zxcvbn looks at: its time grows faster than the length (128 characters: a second during which nobody else is
 *  served), and whoever guesses the whole has guessed its beginning. */
const LOOKED_AT = 64;
const ADVICE = 'Try four or more words that have nothing to do with each other or with you.';

/** The words behind which a guesser would look, as zxcvbn wants them: each on its own, and the whole. */
const wordsOf = ({ name, email, agency }: Whose): string[] => {
  const texts = [name, email, agency, 'Common Ground', 'commonground'];
  const words = texts.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  return [...new Set([...texts.map((text) => text.toLowerCase()), ...words])].filter(
    (word) => word.length > 2,
  );
};

let loaded: Promise<ZxcvbnFactory> | undefined;
/** The word lists take half a second and 40 MB: only a process that sets a password reads them. */
const estimator = (): Promise<ZxcvbnFactory> => (loaded ??= load());

async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  });
}

/** What is wrong with a password, in sentences on what to do; null when nothing is. */
export async function faultOfPassword(password: string, whose: Whose): Promise<string | null> {
  const text = password.normalize('NFKC');
  const length = [...text].length;
  if (length < SHORTEST_PASSWORD)
    return `Use at least ${SHORTEST_PASSWORD} characters; spaces count. ${ADVICE}`;
  if (length > LONGEST_PASSWORD) return `Use at most ${LONGEST_PASSWORD} characters.`;
  const start = [...text].slice(0, LOOKED_AT).join('');
  const { score, feedback } = (await estimator()).check(start, wordsOf(whose));
  if (score >= GOOD_ENOUGH) return null;
  return ['This one is easy to guess.', feedback.warning, ADVICE].filter(Boolean).join(' ');
}
