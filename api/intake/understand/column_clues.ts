/** The names that a column of each field goes by, and what its values look like. */
import type { FieldName } from '#api/contract/intake.ts';
import { parseGridReference } from '#api/geo/grid_reference.ts';
import { parseClock, parseMoment } from './parse_moment.ts';

export type Fits = (value: string) => boolean;

export const anything: Fits = () => true;
const within =
  (low: number, high: number): Fits =>
  (value) => {
    const n = Number(value.replaceAll(',', ''));
    return value !== '' && n >= low && n <= high;
  };
export const isDate: Fits = (value) =>
  !('reason' in parseMoment(value, 'dmy')) || !('reason' in parseMoment(value, 'mdy'));
const isClock: Fits = (value) => typeof parseClock(value) === 'number';
export const isGridReference: Fits = (value) => !('reason' in parseGridReference(value));
const degrees = within(-180, 180);

/** For each field the names it goes by, best first, and what its values must look like. Fields choose in this order:
 *  "end date" has to be taken before "date" is searched. */
export const CLUES: readonly (readonly [FieldName, readonly RegExp[], Fits])[] = [
  ['latitude', [/^(lat|latitude|y wgs84)$/, /\blat(itude)?\b/, /^y$/], degrees],
  ['longitude', [/^(lon|lng|long|longitude)$/, /\b(lon|lng|long|longitude)\b/, /^x$/], degrees],
  [
    'easting',
    [/^(easting|eastings|osgb e|x)$/, /\beastings?\b/, /^(x coord|x coordinate|east|e)$/],
    within(0, 700_000),
  ],
  [
    'northing',
    [/^(northing|northings|osgb n|y)$/, /\bnorthings?\b/, /^(y coord|y coordinate|north|n)$/],
    within(0, 1_300_000),
  ],
  ['grid_reference', [/grid ?ref|\bngr\b|os ref|national grid/], isGridReference],
  ['ended_time', [/\b(end|to|finish|latest|until)\b.*\btime\b/, /\btime\b.*\b(to|end)\b/], isClock],
  [
    'ended',
    [
      /\b(end|ended|to|finish|latest|until)\b.*\b(date|dt|datetime)\b/,
      /\b(date|time)\b.*\b(to|end|ended)\b/,
      /^(to|until|ended|ended at|end|committed to)$/,
    ],
    isDate,
  ],
  [
    'started_time',
    [
      /\b(start|from|occurred|incident|reported|found|event|earliest)\b.*\btime\b/,
      /^(time|time of day|hour)$/,
      /\btime\b.*\bfrom\b/,
      /\btime\b/,
    ],
    isClock,
  ],
  [
    'started',
    [
      /\b(occurred|incident|offence|event|found|committed|start|from|earliest)\b.*\b(date|dt|datetime|on|at|from)\b/,
      /\bdate\b.*\b(occurred|from|found|of incident|of offence)\b/,
      /^(date|datetime|date time|date and time|when|started|started at|start|from|occurred|found|timestamp)$/,
      /\b(reported|created|logged|received|call|opened|open)\b.*\b(date|dt|datetime|on|at)\b/,
      /\bdate\b/,
      /^(reported|created|logged|open dt|created at)$/,
    ],
    isDate,
  ],
  ['month', [/^(month|month ending|year month)$/], isDate],
  [
    'needles',
    [/needle|syringe|sharps/, /^(count|number|quantity|qty|how many|no of items|amount)$/],
    anything,
  ],
  [
    'place_type',
    [/\b(place|location|premises|site|land) type\b|type of (place|location|land)/],
    anything,
  ],
  [
    'category',
    [
      /^(incident|offence|crime|asb|event|call) (type|category|classification)$/,
      /^(category|type|classification|offence|qualifier|nsir)$/,
      /\b(sub ?category|category|type|classification|offence)\b/,
      /^(problem|issue|fault)( reported)?$/,
    ],
    anything,
  ],
  [
    'reference',
    [
      /^(reference|ref|id|incident id|crime id|urn|uid|case number|incident number|reference number|log number|crime number|job number)$/,
      /\b(ref|reference|urn|number|no|id)$/,
    ],
    anything,
  ],
  [
    'location',
    [/^(location|address|street|where|place|site|road)$/, /\b(location|address|street)\b/],
    anything,
  ],
  [
    'outcome',
    [/^(outcome|status|result|disposal|action taken)$/, /\b(outcome|status)\b/],
    anything,
  ],
];
