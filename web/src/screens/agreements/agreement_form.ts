/** The form that proposes an agreement: what a person chose, and the request it makes. Whether the terms are allowed is
 *  the server's to say; here only what cannot be sent at all is held back. */
import type { Agreement, NewAgreement } from '#api/contract/agreements.ts';
import { KINDS, type Kind } from '#api/contract/kinds.ts';
import { addDays } from '#web/lib/days.ts';
import type { AgreementTerms } from '#web/screens/agreements/words.ts';

export const AGREEMENT_FIELDS = [
  'provider',
  'audience',
  'recipient',
  'level',
  'kinds',
  'max_sensitivity',
  'resolution',
  'threshold',
  'purpose',
  'legal_basis',
  'starts_on',
  'ends_on',
  'review_on',
] as const;
export type AgreementField = (typeof AGREEMENT_FIELDS)[number];
export type AgreementErrors = Partial<Record<AgreementField, string>>;

/** Every box as it stands. */
export interface AgreementText {
  /** give: one's own records · ask: another agency's */
  direction: 'give' | 'ask';
  audience: Agreement['audience'];
  /** the other agency: who sees ours, or whose we ask for */
  other: string;
  level: 'point' | 'cell';
  kinds: Kind[];
  max_sensitivity: number;
  resolution: number;
  threshold: string;
  purpose: string;
  legal_basis: string;
  starts_on: string;
  ends_on: string;
  review_on: string;
}

/** The cautious usual: counts of ordinary records for a year, looked at after half of it. Days as yyyy-mm-dd. */
export const blank = (today: string): AgreementText => ({
  direction: 'give',
  audience: 'agency',
  other: '',
  level: 'cell',
  kinds: [],
  max_sensitivity: 1,
  resolution: 8,
  threshold: '5',
  purpose: '',
  legal_basis: '',
  ...aYearFrom(today),
});

/** The terms of another one, from the day after it ends (or today, if it is over for one's own agency) for a year. */
export function likeAgreement(agreement: Agreement, own: string, today: string): AgreementText {
  const direction = agreement.provider === own ? 'give' : 'ask';
  const after = addDays(agreement.ends_on, 1);
  const hasLeft = agreement.parties.some(
    ({ agency, ended_at }) => agency === own && ended_at !== null,
  );
  const isOver = agreement.state === 'revoked' || hasLeft || after < today;
  return {
    direction,
    audience: direction === 'ask' ? 'agency' : agreement.audience,
    other: direction === 'ask' ? agreement.provider : (agreement.recipient ?? ''),
    level: agreement.level === 'point' ? 'point' : 'cell',
    kinds: [...agreement.kinds],
    max_sensitivity: agreement.max_sensitivity,
    resolution: agreement.resolution ?? 8,
    threshold: String(agreement.threshold ?? 5),
    purpose: agreement.purpose,
    legal_basis: agreement.legal_basis,
    ...aYearFrom(isOver ? today : after),
  };
}

/** The terms as chosen so far, for the sentence beside the form. */
export function termsSoFar(text: AgreementText, own: string): AgreementTerms {
  const { provider, audience, recipient, level, resolution, threshold } = parties(text, own);
  const { kinds, starts_on, ends_on, review_on } = text;
  const dates = { starts_on, ends_on, review_on };
  return { provider, audience, recipient, level, resolution, threshold, kinds, ...dates };
}

const MISSING: Partial<Record<AgreementField, string>> = {
  provider: 'Choose the agency whose records it is about.',
  recipient: 'Choose the agency that sees them.',
  kinds: 'Choose at least one kind.',
  threshold: 'Write a whole number from 1 to 100.',
  purpose: 'Say what the records are shared for.',
  legal_basis: 'Say which power or duty it rests on.',
  starts_on: 'Choose the day it begins.',
  ends_on: 'Choose its last day.',
  review_on: 'Choose the day of the review.',
};

export type ReadAgreement =
  | { readonly ok: true; readonly body: NewAgreement }
  | { readonly ok: false; readonly errors: AgreementErrors };

export function readAgreementForm(text: AgreementText, own: string): ReadAgreement {
  const chosen = parties(text, own);
  const kinds = KINDS.filter((kind) => text.kinds.includes(kind));
  const { max_sensitivity, starts_on, ends_on, review_on } = text;
  const [purpose, legal_basis] = [text.purpose.trim(), text.legal_basis.trim()];
  const missing: Partial<Record<AgreementField, boolean>> = {
    provider: chosen.provider === '',
    recipient: chosen.audience === 'agency' && chosen.recipient === '',
    kinds: kinds.length === 0,
    threshold: chosen.level === 'cell' && chosen.threshold === null,
    purpose: purpose === '',
    legal_basis: legal_basis === '',
    starts_on: starts_on === '',
    ends_on: ends_on === '',
    review_on: review_on === '',
  };
  const errors: AgreementErrors = {};
  for (const field of AGREEMENT_FIELDS) if (missing[field]) errors[field] = MISSING[field] ?? '';
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const body = {
    ...{ ...chosen, kinds, max_sensitivity },
    ...{ purpose, legal_basis, starts_on, ends_on, review_on },
  };
  return { ok: true, body };
}

/** A server's field errors beside the boxes they are about; those about no box come back as sentences. A list's own
 *  entries (`kinds.0`) are about the list. */
export function placeAgreementErrors(
  fields: readonly { readonly path: string; readonly message: string }[],
): { errors: AgreementErrors; others: string[] } {
  const errors: AgreementErrors = {};
  const others: string[] = [];
  for (const { path, message } of fields) {
    const field = AGREEMENT_FIELDS.find((name) => name === path.split('.')[0]);
    if (field) errors[field] ??= message;
    else others.push(message);
  }
  return { errors, others };
}

/** Who sees whose, and how: asking is always for one's own agency, and the public gets the release alone. */
function parties(
  { direction, audience: wanted, other, level: chosen, resolution, threshold }: AgreementText,
  own: string,
): Pick<
  NewAgreement,
  'provider' | 'audience' | 'recipient' | 'level' | 'resolution' | 'threshold'
> {
  const audience = direction === 'ask' ? 'agency' : wanted;
  const level = audience === 'public' ? 'release' : chosen;
  return {
    provider: direction === 'ask' ? other : own,
    audience,
    recipient: audience === 'agency' ? (direction === 'ask' ? own : other) : null,
    level,
    resolution: level === 'cell' ? resolution : null,
    threshold: level === 'cell' ? wholeNumber(threshold) : null,
  };
}

const wholeNumber = (text: string): number | null =>
  /^\d{1,3}$/.test(text.trim()) ? Number(text) : null;

const nextYear = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;

function aYearFrom(start: string): Pick<AgreementText, 'starts_on' | 'ends_on' | 'review_on'> {
  // 29 February has no next year; the day before the 1st of March is its last day all the same
  const ends_on = addDays(nextYear(start.replace('-02-29', '-03-01')), -1);
  return { starts_on: start, ends_on, review_on: addDays(start, 182) };
}
