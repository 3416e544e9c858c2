/** method.md: what stands behind a release, for whoever reads its numbers. */
import { FEW, type Geography, type ReleaseDocument } from '../contract/releases.ts';
import { monthInWords } from '../time/local_date.ts';
import { isReleased } from './build_release.ts';
import { CLOSING_DAYS } from '../closed_months/closed_month.ts';

const PLACES: Readonly<Record<Geography, string>> = {
  'h3-8':
    'Places are hexagons of the H3 grid at resolution 8, each about 0.7 square kilometres. ' +
    `A hexagon is listed when at least one kind has a number there; every hexagon that is not listed has ${FEW} of every kind in this release.`,
  districts: 'Places are districts. Every district is listed.',
  wards: 'Places are wards. Every ward is listed.',
};

/** @param sources where the outlines of areas come from */
export function methodText(release: ReleaseDocument, sources: readonly string[]): string {
  const { partnership, period, geography, kinds, not_delivered: missing } = release;
  const month = monthInWords(period);
  const block = (title: string, lines: readonly string[]): string[] => [
    `## ${title}`,
    ...lines,
    '',
  ];
  return [
    `# Incidents by place, ${month}`,
    '',
    `Published by ${partnership} on ${release.built_on}. Method version ${release.method_version}.`,
    '',
    ...(release.synthetic
      ? [
          '**These numbers are invented.** They come from a made-up county and say nothing about a real place.',
          '',
        ]
      : []),
    ...block('What is counted', [
      `Incidents that agencies recorded in ${month}, each in the month in which it began, by the calendar of the United Kingdom. The kinds are broad, and are never added together: antisocial behaviour is not crime.`,
      '',
      ...kinds.map((one) => `- ${one.label}: ${standing(one)}`),
      '',
      'An agency decides which kinds it publishes, and how sensitive a record may be to be counted here. The records of other agencies are not in these numbers. Neither are records without a place.',
    ]),
    ...block(
      'What is missing',
      missing.length === 0
        ? ['Every feed of these agencies brought records for the month.']
        : [
            'Nothing arrived for this month from the feeds below. What they would have added is missing: it is not zero.',
            '',
            ...missing.map(({ agency, feed }) => `- ${agency}: ${feed}`),
          ],
    ),
    ...block('Where', [
      PLACES[geography],
      ...(sources.length > 0 ? ['', `Outlines: ${sources.join('; ')}.`] : []),
    ]),
    ...block('What the numbers mean', [
      '- An agency’s records of a kind in a place and month are counted where they are five or more; more and less sensitive ones each by themselves. Fewer than five add nothing.',
      `- “${FEW}” means that no agency has five or more there: each has none, one, two, three or four.`,
      '- 5 stands for five, six or seven of the records that are counted.',
      '- 10, 15, 20 and so on stand for two less to two more of them: 20 is anything from 18 to 22.',
      `- A total adds up the numbers that are published, in which “${FEW}” adds nothing. It is not rounded from a total that only we know, and it is usually less than the true total.`,
    ]),
    ...block('Why they are rounded', [
      'A small number in a small place could tell something about one person. Leaving out small numbers alone does not help: exact neighbours and exact totals let them be worked out. So every number is rounded, and there are no other totals. Some of the records are known to others: a police force publishes its own, and each agency knows its own. Whoever takes those away finds no small number of another agency, because none was added.',
      '',
      `For the same reason each month is released once, ${CLOSING_DAYS} days after its end or later, by one set of places. Records that arrive or are corrected afterwards do not change it: two versions could be compared to find what was between them. Before it was published, this release was tested by a program that tries to work the true counts out of it, and it found none.`,
    ]),
    ...block('Files', [
      '- `release.json`: everything, with the agencies and what is missing',
      '- `release.csv`: one line a place; a kind that is not in this release has an empty column',
      '- `release.geojson`: the same with outlines, for maps',
    ]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

const standing = (kind: ReleaseDocument['kinds'][number]): string => {
  if (isReleased(kind)) return `from the records of ${inWords(kind.agencies)}`;
  if (kind.agencies.length === 0) return 'not in this release. No agency publishes it.';
  return 'not in this release. Nothing has arrived for the month, so it is missing: it is not zero.';
};

/** “A”, “A and B”, “A, B and C”. */
const inWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
