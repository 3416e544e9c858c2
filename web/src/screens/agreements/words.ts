/** Sentences of the Agreements screens: what one agency lets others see of its records, why, and until when. */
import type { AgreementState } from '#api/contract/agreement_states.ts';
import type { Agreement } from '#api/contract/agreements.ts';
import type { Kind } from '#api/contract/kinds.ts';
import { count, day } from '#web/lib/format.ts';
import { fewestInWords, HEXAGONS, kindsInWords, namesInWords } from '../map/visibility/words.ts';

export const CELL_RESOLUTIONS = [6, 7, 8, 9] as const;

export const STATE_LABELS: Readonly<Record<AgreementState, string>> = {
  proposed: 'Proposed',
  scheduled: 'Scheduled',
  active: 'Active',
  expired: 'Expired',
  revoked: 'Revoked',
};
export const STATE_TONES: Readonly<
  Record<AgreementState, 'calm' | 'info' | 'good' | 'warn' | 'bad'>
> = { proposed: 'warn', scheduled: 'info', active: 'good', expired: 'calm', revoked: 'bad' };

/** By the most sensitive record that goes out under the agreement. */
export const SENSITIVITIES = [
  { short: 'public records only', long: 'Only records that are public already' },
  { short: 'official records', long: 'Official records, which most are' },
  { short: 'sensitive records too', long: 'Also records marked as sensitive' },
  { short: 'all records', long: 'All records, the most sensitive too' },
] as const;
export const sensitivityInWords = (most: number): string =>
  SENSITIVITIES[most]?.short ?? SENSITIVITIES[3].short;

type Level = Pick<Agreement, 'level' | 'resolution' | 'threshold'>;
/** “counts only, in hexagons of about 0.66 km², whole months, 5 or more” */
export function levelInWords({ level, resolution, threshold }: Level): string {
  if (level === 'point') return 'rows, one by one';
  if (level === 'release') return 'monthly public release';
  const area = HEXAGONS[resolution ?? 0]?.area;
  return [
    'counts only',
    ...(area ? [`in hexagons of about ${area}`] : []),
    'whole months',
    ...(threshold === null ? [] : [fewestInWords(threshold)]),
  ].join(', ');
}

/** The terms as far as they have been chosen; what is missing reads “…”. */
export interface AgreementTerms extends Level {
  readonly provider: string;
  readonly audience: Agreement['audience'];
  readonly recipient: string | null;
  readonly kinds: readonly Kind[];
  readonly starts_on: string;
  readonly ends_on: string;
  readonly review_on: string;
}

/** “Sample Vale Police lets all partners count its crime in hexagons of about 0.66 km² by whole months, …” */
export function agreementSentence(terms: AgreementTerms, nameOf: (slug: string) => string): string {
  const provider = terms.provider ? nameOf(terms.provider) : '…';
  const kinds = terms.kinds.length > 0 ? kindsInWords(terms.kinds) : '…';
  const date = (text: string) => (text ? day(text) : '…');
  const dates = `from ${date(terms.starts_on)} until ${date(terms.ends_on)}; its review is due on ${date(terms.review_on)}.`;
  if (terms.level === 'release')
    return `${provider} lets its ${kinds} be counted in the monthly public release, ${dates}`;
  const whom =
    terms.audience === 'partners'
      ? 'all partners that accept'
      : terms.recipient
        ? nameOf(terms.recipient)
        : '…';
  if (terms.level === 'point')
    return `${provider} lets ${whom} read its ${kinds} row by row, exact places and texts included, ${dates}`;
  const area = HEXAGONS[terms.resolution ?? 0]?.area ?? '…';
  const small =
    terms.threshold === 1
      ? ''
      : `, where a hexagon has ${terms.threshold ?? '…'} or more of a kind in a month`;
  return `${provider} lets ${whom} count its ${kinds} in hexagons of about ${area} by whole months${small}, ${dates}`;
}

/** “Sample Vale Police → all partners” */
export function betweenInWords(
  { provider, audience, recipient }: Pick<Agreement, 'provider' | 'audience' | 'recipient'>,
  nameOf: (slug: string) => string,
): string {
  const whom =
    audience === 'public'
      ? agreementWords.public
      : audience === 'partners'
        ? agreementWords.partners
        : nameOf(recipient ?? '');
  return `${nameOf(provider)} → ${whom}`;
}

/** Where it stands, in a line beside the chip. */
export function statusInWords(agreement: Agreement, nameOf: (slug: string) => string): string {
  const { state, audience, parties, provider, waiting_for, starts_on, ends_on } = agreement;
  const joined = parties.filter(
    ({ agency, ended_at }) => agency !== provider && ended_at === null,
  ).length;
  const partners = audience === 'partners' ? `, joined by ${count(joined, 'partner')}` : '';
  switch (state) {
    case 'proposed':
      return audience === 'partners' && !waiting_for.includes(provider)
        ? 'waits for the first partner to accept'
        : `waits for ${namesInWords(waiting_for.filter((slug) => audience !== 'partners' || slug === provider).map(nameOf))}`;
    case 'scheduled':
      return `begins on ${day(starts_on)}${partners}`;
    case 'active':
      return `until ${day(ends_on)}${partners}`;
    case 'expired':
      return `ended on ${day(ends_on)}`;
    case 'revoked':
      return agreement.revoked
        ? `by ${nameOf(agreement.revoked.by)}: ${agreement.revoked.why}`
        : '';
  }
}

/** “Ends in 12 days, on 5 December 2026.” */
export function reminderInWords({
  reminder,
  days_left,
  ends_on,
  review_on,
}: Pick<Agreement, 'reminder' | 'days_left' | 'ends_on' | 'review_on'>): string {
  if (reminder === 'ends')
    return days_left === 0
      ? `Ends today, ${day(ends_on)}.`
      : `Ends in ${count(days_left, 'day')}, on ${day(ends_on)}.`;
  if (reminder === 'review') return `Its review was due on ${day(review_on)}.`;
  return '';
}

/** Usual powers and duties; help, not advice. The field takes any other words. */
export const LEGAL_BASES: readonly string[] = [
  'Crime and Disorder Act 1998, section 115',
  'Crime and Disorder Act 1998, section 17A; Crime and Disorder (Prescribed Information) Regulations 2007 (SI 2007/1831)',
  'Crime and Disorder Act 1998, section 115; Data Protection Act 2018, Schedule 1, paragraph 6 (statutory and government purposes)',
  'Crime and Disorder Act 1998, section 115; Data Protection Act 2018, Schedule 1, paragraph 10 (preventing or detecting unlawful acts)',
  'Crime and Disorder Act 1998, section 115; Information Sharing to Tackle Violence (ISTV) standard',
  'Police, Crime, Sentencing and Courts Act 2022, section 16 (serious violence)',
];

export const agreementWords = {
  title: 'Agreements',
  lead: 'What each agency lets others see of its records, why, and until when. The database holds to it from one request to the next.',
  loading: 'Loading the agreements…',
  propose: 'Propose an agreement',
  partners: 'all partners',
  public: 'the public',

  due: 'To decide',
  waitsForYou: 'Waits for your agency’s word.',
  others: (n: number) =>
    `${count(n, 'more agreement')} of other agencies ${n === 1 ? 'is' : 'are'} due`,
  reminder: (n: number) =>
    n === 1
      ? '1 agreement wants a decision of your agency'
      : `${n} agreements want a decision of your agency`,
  see: 'See what is due',

  matrix: 'Who shares what with whom today',
  matrixLead: 'Read a row: this agency lets the one above the column see…',
  providerOf: 'Records of',
  recipientOf: 'are shown to',
  releasedTo: 'The public',
  rows: 'rows',
  counts: 'counts',
  release: 'release',
  allKinds: 'all kinds',
  nothing: 'nothing',
  own: 'its own',
  proposedHere: 'proposed',
  matrixLegend: {
    rows: 'rows: one by one, with exact places',
    counts: 'counts: whole months in hexagons, small ones left out',
    release: 'release: rounded monthly counts for everybody',
  },

  all: 'All agreements',
  filters: {
    of: 'Records of',
    with: 'Shown to',
    state: 'State',
    any: 'Any agency',
    open: 'Open ones',
    every: 'Every state',
  },
  noneTitle: 'Nothing has been agreed yet',
  none: 'Each agency sees its own records only. An administrator of the agency whose records they are, or of the one that wants to see them, proposes an agreement; it acts when both have accepted.',
  noMatch: 'No agreement matches.',
  showAll: 'Show all agreements',
  columns: {
    between: 'Records of → shown to',
    state: 'State',
    what: 'What',
    why: 'Why',
    dates: 'Dates',
  },
  dates: (from: string, to: string) => `${from} – ${to}`,
  review: (on: string) => `Review ${on}`,

  one: 'Agreement',
  back: 'All agreements',
  facts: 'What is agreed',
  provider: 'Whose records',
  recipient: 'Shown to',
  level: 'How',
  kinds: 'Kinds',
  sensitivity: 'Sensitivity',
  purpose: 'Purpose',
  legalBasis: 'Legal basis',
  begins: 'Begins',
  ends: 'Ends',
  reviewBy: 'Review',
  ahead: 'Still ahead',
  aheadWords: { begins: 'It begins', review: 'Its review is due', ends: 'Its last day' },
  number: (id: number) => `Agreement ${id}`,
  print: 'Print',
  printed: (at: string) => `Printed ${at} from Common Ground.`,
  signatures: 'Accepted for',
  signName: 'Name and office',
  signDate: 'Date',
  signature: 'Signature',
  goneTitle: 'There is no agreement with this number',
  gone: 'Choose it from the list of all agreements.',
  decide: 'Propose a new one in time, or let it end.',
  termsStay: 'Terms never change. To change them, propose another one and revoke this one.',
  renew: 'Propose one like it',

  accept: 'Accept',
  leave: 'Leave',
  revoke: 'Revoke',
  accepted: 'Accepted for your agency.',
  left: 'Your agency has left it.',
  revoked: 'Revoked. It is over for everyone.',
  acceptTitle: 'Accept this agreement?',
  leaveTitle: 'Leave this agreement?',
  revokeTitle: 'Revoke this agreement?',
  acceptNow: 'Accept for our agency',
  leaveNow: 'Leave it',
  revokeNow: 'Revoke it now',
  why: 'Why',
  whyHint: 'It is kept with the agreement, and everybody at the table can read it.',
  whyMissing: 'Say why, in a few words.',

  newTitle: 'Propose an agreement',
  newLead:
    'Nothing is shared by proposing. It acts when the agency whose records they are and the one that sees them have both accepted; your own acceptance goes with it.',
  direction: 'Whose records is it about?',
  give: (own: string) => `Ours: others see records of ${own}`,
  ask: (own: string) => `Another agency’s: ${own} asks to see them`,
  audience: 'Who sees them?',
  toAgency: 'One agency',
  toPartners: 'All partners that accept',
  toPartnersHint: 'Each partner sees them once it has accepted. Partners added later may join too.',
  toPublic: 'The public, in the monthly release',
  toPublicHint:
    'Files that anybody can read: counts of closed months to the nearest five, small ones as “0 to 4”. Your agency alone decides.',
  whichAgency: 'Which agency',
  chooseAgency: 'Choose an agency',
  levelAsk: 'How much do they see?',
  cellChoice: 'Counts only',
  cellHint:
    'How many incidents in a hexagon in a whole month, once it is closed: fourteen days after its end. No rows, no exact places, no texts, no photos. Enough for most maps.',
  pointChoice: 'Rows, one by one',
  pointHint:
    'Each record with its exact place, time, type, reference and text, for those whose role includes it. Only where counts do not serve the purpose.',
  resolution: 'Finest hexagons',
  resolutionHint:
    'The smaller the hexagon, the closer to a single address. Usual: 0.66 km². Months that are closed stay in the hexagons in which they were counted, and an agency that publishes is counted in 0.66 km².',
  hexagon: (area: string, across: string) => `about ${area} (${across} across)`,
  threshold: 'Smallest count shown',
  thresholdHint:
    'A hexagon’s month with fewer of a kind and sensitivity is left out, there and in every sum, so that nobody can work it out; later records show once they change it by as many. Usual: 5.',
  kindsHint: 'Only what the purpose needs.',
  sensitivityHint:
    'It is said with each file that comes in. What is more sensitive than this is neither shown nor counted.',
  purposeHint: 'Which decisions it serves, in a sentence a member of the public would accept.',
  purposeExample: 'Tasking: to find where harm gathers and to see whether actions worked',
  legalBasisHint:
    'The power or duty it rests on. Choose a usual one or write your own; your information governance lead decides.',
  legalBasisNotes: 'What the usual ones mean',
  legalBasisHelp: [
    {
      name: 'Section 115, Crime and Disorder Act 1998',
      means:
        'A power, not a duty: information may go to a relevant authority, such as the police, a council or a health board, where that is necessary or expedient for the Act.',
    },
    {
      name: 'Section 17A and SI 2007/1831',
      means:
        'A duty between relevant authorities: the depersonalised information that the regulations list, electronically, for each quarter by the end of the next.',
    },
    {
      name: 'Schedule 1, Data Protection Act 2018',
      means:
        'Where rows are personal data about health or about criminal offences, a condition of this schedule is needed beside the power, and an appropriate policy document where the condition asks for one.',
    },
    {
      name: 'Section 16, Police, Crime, Sentencing and Courts Act 2022',
      means:
        'A power for the serious violence duty. It does not cover patient information, nor personal information that a health or social care authority gives.',
    },
  ],
  datesAsk: 'From when until when?',
  startsHint: 'The first day. It begins at midnight in London.',
  endsHint: 'The last day. A year is usual; 30 days before, it reminds.',
  reviewHint: 'The day by which you look again whether it is still needed.',
  preview: 'In one sentence',
  send: 'Propose it',
  correct: 'Some fields need correcting.',
  likeOf: (id: number) =>
    `Filled in as agreement ${id}, with new dates. Change what should differ.`,
  proposedNow: 'Proposed. The others now see it under Agreements.',
} as const;
