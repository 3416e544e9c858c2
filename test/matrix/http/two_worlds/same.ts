/** What of an answer is by chance or by the clock on the wall, whatever the rows: replaced before answers are compared, and
 *  nothing else is. */

interface Replaced {
  readonly what: RegExp;
  readonly by: string;
  readonly why: string;
}

/** Of the tests' real time: the worlds' own clock stands at 2025-11-22. */
const REAL_TIME =
  /\b(20(2[6-9]|[3-9]\d))-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?/g;

const REPLACED: readonly Replaced[] = [
  { what: REAL_TIME, by: '<now>', why: 'moments that the database writes by its own clock' },
  { what: /\bcg[a-z]_[\w-]{43}\b/g, by: '<token>', why: 'tokens are random' },
  {
    what: /\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g,
    by: '<uuid>',
    why: 'references of errors, and ids of accounts and sessions, are random (version 4)',
  },
  {
    what: /"head":"[0-9a-f]{64}"/g,
    by: '"head":"<hash>"',
    why: 'of a line of the caller’s own, which holds its moment; before the caller’s first line it is compared as it is',
  },
];

/** Ids drawn by unused_id(): below this there is one in fifty thousand, and a sequence gets nowhere near. */
const LEAST_RANDOM = 40_000;
const ID = /("(?:id|next|import)":\s*|import-|\/imports\/|import )(\d{5,10})\b/g;

/** Headers that say nothing of the rows. */
const HEADERS: Readonly<Record<string, string>> = {
  date: 'the clock on the wall',
  'set-cookie': 'a random token',
};

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** @param known random ids that both worlds had before they parted: these must stay the same */
export async function answerOf(response: Response, known: ReadonlySet<number>): Promise<Answer> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  const isText = /json|text|csv/.test(type);
  const drawn: string[] = [];
  const plain = (text: string): string =>
    REPLACED.reduce((so_far, { what, by }) => so_far.replaceAll(what, by), text).replaceAll(
      ID,
      (whole: string, before: string, id: string) => {
        if (Number(id) < LEAST_RANDOM || known.has(Number(id))) return whole;
        if (!drawn.includes(id)) drawn.push(id);
        return `${before}<random ${drawn.indexOf(id)}>`;
      },
    );
  const headers: Record<string, string> = {};
  for (const [name, value] of response.headers)
    if (HEADERS[name] === undefined) headers[name] = plain(value);
  const body = isText ? plain(bytes.toString('utf8')) : bytes.toString('base64');
  // a tag and a length of bytes that hold something by chance
  const byChance = isText && body !== bytes.toString('utf8');
  if (byChance && headers['content-length'] !== undefined) headers['content-length'] = '<length>';
  return { status: response.status, headers, body };
}
