/** Sentences of the Finds screens: read outdoors, in gloves, in the rain. */
import type { CountChoice } from '#web/screens/finds/count_choice.ts';
import type { Missing, Outcome, PlaceType } from '#web/screens/finds/draft.ts';

export const PLACE_LABELS: Readonly<Record<PlaceType, string>> = {
  park: 'Park',
  play_area: 'Play area',
  public_toilet: 'Toilet',
  car_park: 'Car park',
  stairwell: 'Stairwell',
  alley: 'Alley',
  doorway: 'Doorway',
  waterway: 'Waterway',
  housing_land: 'Housing land',
  other: 'Somewhere else',
};

/** Seven tiles that stand at once; the eighth opens the rest. */
export const FIRST_PLACES: readonly PlaceType[] = [
  'park',
  'play_area',
  'public_toilet',
  'car_park',
  'stairwell',
  'alley',
  'doorway',
];
export const MORE_PLACES: readonly PlaceType[] = ['waterway', 'housing_land', 'other'];

export const OUTCOME_LABELS: Readonly<Record<Outcome, string>> = {
  made_safe: 'Made safe',
  needs_collection: 'Needs collection',
  nothing_found: 'Searched, found nothing',
};

export const COUNT_LABELS: Readonly<Record<CountChoice, string>> = {
  '1': '1',
  '2-5': '2–5',
  '6-10': '6–10',
  more: 'More',
  exact: 'Exact',
};

export const MISSING_WORDS: Readonly<Record<Missing, string>> = {
  position: 'Set the place: move the map under the pin.',
  count: 'Say how many needles.',
  outcome: 'Say whether it was made safe.',
};

export const findWords = {
  title: 'Finds',
  lead: 'Needles found in public places, and searches that found nothing.',
  found: 'Found needles',
  searched: 'Searched, found nothing',
  which: 'What are you logging?',

  needlestick: 'Pricked? First aid',
  needlestickShort: 'Pricked?',
  needlestickLong: 'Pricked? First aid when a needle has pricked you',
  needlestickTitle: 'If a needle has pricked you',
  firstAid: [
    'Let it bleed. Hold the wound under running water and encourage it to bleed gently.',
    'Wash it with running water and plenty of soap. Do not scrub.',
    'Do not suck the wound.',
    'Dry it and cover it with a waterproof plaster or dressing.',
    'Get medical help now: call 111 or go to A&E. Medicine that prevents infection works best within hours.',
  ],
  call111: 'Call 111 (NHS, free)',
  call999: 'Badly hurt or unwell? Call 999',
  afterwards:
    'Leave the needle where it is if you cannot make it safe. Tell your supervisor afterwards. There is nothing to log first.',
  firstAidSource: 'After NHS advice on injuries from used needles.',

  forAgency: (name: string) => `For ${name}`,

  position: 'Place',
  pinMap: 'Map under a fixed pin. Drag it, or use the arrow keys; plus and minus zoom.',
  locating: 'Taking your position…',
  taken: (metres: string) => `Your position, ± ${metres} m`,
  rough: (metres: string) =>
    `Only roughly known, ± ${metres} m. Move the map until the pin is right.`,
  movedBy: (length: string) => `Set by hand, ${length} from you`,
  byHand: 'Set by hand',
  noPosition: {
    denied:
      'This phone does not share its position. Move the map under the pin, or write the place.',
    unavailable: 'No position could be taken. Move the map under the pin, or write the place.',
    insecure:
      'Positions need a secure (https) address. Move the map under the pin, or write the place.',
  },
  toMe: 'Back to my position',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  write: 'Write the place',
  writeLabel: 'Grid reference, or latitude, longitude',
  writeHint: 'Such as SO 849 548, or 52.192, -2.221.',
  setPin: 'Set the pin there',
  scale: (length: string) => `${length} across this bar`,

  howMany: 'How many',
  exactly: 'Exact number',
  exactHint: 'A whole number, 1 to 10,000.',
  where: 'Where',
  whereOptional: 'Where (may stay open)',
  otherPlace: 'Other…',
  fewerPlaces: 'Back',
  state: 'Now',
  note: 'Note (may stay empty)',
  addNote: 'Add a note',
  noteHint: 'No names or descriptions of people.',
  save: 'Save',
  saving: 'Saving…',

  stored: 'Saved. It is on the map now.',
  hadIt: 'Saved already: the server has it, once.',
  another: 'Log another',
  all: 'All finds',

  notSent: (n: number) => (n === 1 ? '1 find not sent yet' : `${n} finds not sent yet`),
  noSignal:
    'No signal. What you entered is kept on this phone and will be sent when there is signal.',
  serverUnavailable: 'The server cannot take it just now. What you entered is kept on this phone.',
  signedOut:
    'You are signed out. What you entered is kept on this phone, and sent when you are back.',
  notOurs: (agency: string) => `Logged for ${agency}: it is sent when its own people sign in here.`,
  cannotKeep:
    'No signal, and this browser will not keep anything. Leave this page open and send it again when there is signal.',
  sendAgain: 'Send now',
  sending: 'Sending…',
  refused: (sentence: string) => `The server will not take it: ${sentence}`,
  differs: 'A different find was stored under the same number. Both can be kept.',
  keepBoth: 'Keep both',
  discard: 'Discard this find',
  discardSure: 'Discard it for good?',
  keepIt: 'Keep it',

  recent: 'Recent finds',
  loading: 'Fetching the finds…',
  none: 'No finds have been logged yet',
  noneHint: 'They appear here, and on the map, as soon as somebody saves one.',
  ownOnly: 'You see the finds that you logged yourself.',
  everyAgency: 'Every agency',
  showing: 'Show finds of',
  columns: {
    found: 'Found',
    outcome: 'What',
    needles: 'Needles',
    place: 'Where',
    agency: 'Agency',
    accuracy: 'Position',
  },
  byPin: 'pin',
  within: (metres: string) => `within ${metres} m`,
  clock: 'clock corrected',
  noPlace: '–',
} as const;
