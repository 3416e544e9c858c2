/** Sentences of the Audit screen. An event or fact that is not known here is shown as the server wrote it. */
import { KINDS } from '#api/contract/kinds.ts';
import type { AuditEvent } from '#api/contract/audit.ts';
import { day, month, number } from '#web/lib/format.ts';
import { kindsInWords } from '../map/visibility/words.ts';

/** What happened, as it stands in the list and in the search. By its first word, then in the order of a story. */
export const EVENTS: Readonly<Record<string, string>> = {
  'agreement.proposed': 'Agreement proposed',
  'agreement.accepted': 'Agreement accepted',
  'agreement.left': 'Agreement left',
  'agreement.revoked': 'Agreement revoked',
  'call.denied': 'Call refused',
  'export.made': 'File exported',
  'points.read': 'Single records read',
  'retention.set': 'Retention periods set',
  'sources.set': 'How records come to be known: corrected',
  'retention.applied': 'Records made coarse or erased',
  'backup.made': 'Backup made and verified',
  'backup.failed': 'Backup failed',
  'backup.restored': 'Restored from a backup',
  'release.announced': 'Public release announced',
  'release.stopped': 'Public release stopped',
  'release.built': 'Public release built',
  'sign_in.done': 'Signed in',
  'sign_in.refused': 'Sign-in refused',
  'sign_out.done': 'Signed out',
  'session.ended': 'Session ended',
  'script_token.made': 'Token for a script made',
  'password.changed': 'Password changed',
  'passkey.added': 'Passkey added',
  'passkey.removed': 'Passkey removed',
  'totp.changed': 'Authenticator app set up',
  'totp.removed': 'Authenticator app removed',
  'first_administrator.invited': 'First administrator invited',
  'person.invited': 'Person invited',
  'invitation.withdrawn': 'Invitation withdrawn',
  'person.joined': 'Person joined',
  'person.roles_changed': 'Roles changed',
  'person.reset': 'New way in sent',
  'person.disabled': 'Account disabled',
  'person.enabled': 'Account enabled again',
  'person.left': 'Membership ended',
  'provider.changed': 'Sign-in at work changed',
  'provider.refused': 'Sign-in at work not changed: refused',
  'provider.removed': 'Sign-in at work removed',
};

/** First words of events: searching for one finds all of them. */
export const FAMILIES: Readonly<Record<string, string>> = {
  agreement: 'All about agreements',
  call: 'All refused calls',
  export: 'All exports',
  points: 'All reading of single records',
  person: 'All about people',
  sign_in: 'All signing in',
};

export const eventInWords = (event: string): string => EVENTS[event] ?? event;

const FACTS: Readonly<Record<string, string>> = {
  agreement: 'agreement',
  provider: 'records of',
  recipient: 'shown to',
  audience: 'for',
  level: 'level',
  kinds: 'kinds',
  max_sensitivity: 'sensitivity up to',
  ends_on: 'until',
  method: 'method',
  route: 'route',
  code: 'because',
  what: 'what',
  count: 'how many',
  rows: 'rows',
  incidents: 'incidents',
  format: 'format',
  marking: 'marking',
  filters: 'asked for',
  agreements: 'under',
  import: 'import',
  file: 'file',
  month: 'month',
  geography: 'geography',
  encrypted: 'encrypted',
  made_at: 'as of',
  from: 'from a database',
  scheduled: 'by the schedule',
  way: 'way',
  reason: 'reason',
  reference: 'reference',
  email: 'e-mail',
  roles: 'roles',
  person: 'person',
  label: 'name',
  days: 'days',
  kind: 'kind',
  session: 'session',
  invitation: 'invitation',
  issuer: 'issuer',
};
const AUDIENCES: Readonly<Record<string, string>> = {
  agency: 'one agency',
  partners: 'all partners',
  public: 'the public',
};
const LEVELS: Readonly<Record<string, string>> = {
  point: 'rows',
  cell: 'counts only',
  release: 'public release',
};
const CODES: Readonly<Record<string, string>> = {
  sign_in_first: 'not signed in',
  not_allowed: 'not part of the role',
  not_your_agency: 'for another agency',
};

const WAYS: Readonly<Record<string, string>> = {
  password: 'password',
  passkey: 'passkey',
  openid: 'account at work',
  sample: 'one click, sample county',
  link: 'link',
  switch: 'change of agency',
};
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

const text = (value: unknown): string => {
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

function valueInWords(name: string, value: unknown, nameOf: (slug: string) => string): string {
  if (name === 'kinds' && Array.isArray(value))
    return kindsInWords(KINDS.filter((kind) => value.includes(kind)));
  if (Array.isArray(value)) return value.map(text).join(', ');
  // a number that names something is no quantity
  if (typeof value === 'number' && ['agreement', 'import', 'invitation'].includes(name))
    return String(value);
  if (typeof value !== 'string') return text(value);
  if (name === 'ends_on') return day(value);
  if (name === 'month') return month(`${value}-01`);
  if (name === 'provider' || name === 'recipient') return nameOf(value);
  // enough to tell one from another
  if (UUID.test(value)) return value.slice(0, 8);
  const known = { audience: AUDIENCES, level: LEVELS, code: CODES, way: WAYS }[name];
  return known?.[value] ?? value;
}

/** Who a line is by, where no person is known: a program's own doing, or a stranger who was refused. */
export const byNobody = ({ agency, outcome }: Pick<AuditEvent, 'agency' | 'outcome'>): string =>
  agency === null && outcome === 'refused' ? auditWords.nobody : auditWords.program;

/** @param all how many agencies there are: what concerns every one of them is said in two words */
export const concernsInWords = (
  concerns: readonly string[],
  all: number,
  nameOf: (slug: string) => string,
): string =>
  concerns.length > 1 && concerns.length === all
    ? auditWords.allAgencies
    : concerns.map(nameOf).join(', ');

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** Facts of a line, in the server's order; what is null is left out. */
export const factsInWords = (
  { about }: Pick<AuditEvent, 'about'>,
  nameOf: (slug: string) => string,
): Fact[] =>
  Object.entries(about)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ({
      name: FACTS[name] ?? name,
      value: valueInWords(name, value, nameOf),
    }));

export const auditWords = {
  title: 'Audit',
  lead: 'What your agency’s people did and were refused, and what others did with its records. Lines are only ever added; each is bound to the one before it.',
  loading: 'Reading the audit…',
  searchTitle: 'Search',
  from: 'From',
  to: 'To',
  event: 'What happened',
  anyEvent: 'Anything',
  outcome: 'Outcome',
  outcomes: { '': 'Any', done: 'Done', refused: 'Refused' },
  agency: 'By people of',
  anyAgency: 'Any agency',
  text: 'Name or fact',
  textHint: 'Nia, .csv, 17',
  search: 'Search',
  clear: 'Show everything',
  lines: (n: number, more: boolean) =>
    more ? `The newest ${number(n)} lines that match` : n === 1 ? '1 line' : `${number(n)} lines`,
  caption: 'Lines of the audit, newest first',
  columns: {
    when: 'When',
    who: 'Who',
    what: 'What happened',
    facts: 'Facts',
    concerns: 'Concerns',
  },
  refused: 'Refused',
  allAgencies: 'All agencies',
  nobody: 'Nobody known',
  program: 'The program itself',
  openAgreement: 'Open the agreement',
  noneTitle: 'Nothing matches',
  none: 'Widen the dates, or search for less.',
  emptyTitle: 'Nothing has been written yet',
  empty: 'Lines appear as soon as somebody agrees, exports, reads single records, or is refused.',
  older: 'Load older lines',
  end: 'These are all.',

  checkTitle: 'Is the audit whole?',
  checkLead:
    'Every line’s hash is made of the line before it and its own text. The check makes all of them again, of every agency.',
  noted: 'Hash noted earlier',
  notedHint:
    'If you kept one from an earlier check: the check then also shows that no line since has been made anew.',
  check: 'Check the chain',
  head: 'Newest hash',
  headHint: 'Keep it outside this server, with today’s date. A later check can be held to it.',
  copyHead: 'Copy the hash',
} as const;
