/** What accepting, leaving and revoking do, in sentences, before anybody presses. */
import type { Agreement } from '#api/contract/agreements.ts';
import { day } from '#web/lib/format.ts';
import { kindsInWords, namesInWords } from '#web/screens/map/visibility/words.ts';

type NameOf = (slug: string) => string;

/** Everybody who sees something through it now, besides the provider. */
const seeing = ({ parties, provider }: Agreement): string[] =>
  parties
    .filter(({ agency, ended_at }) => agency !== provider && ended_at === null)
    .map(({ agency }) => agency);

const verb = ({ level }: Agreement): string => (level === 'point' ? 'reads' : 'counts');

/** @param own the agency that accepts */
export function acceptingDoes(
  agreement: Agreement,
  own: string,
  nameOf: NameOf,
  today: string,
): string[] {
  const { provider, audience, recipient, kinds, starts_on, ends_on, level, parties } = agreement;
  const from = starts_on > today ? `From ${day(starts_on)} on` : 'From the next request on';
  if (audience === 'public')
    return [
      `The next monthly release counts ${kindsInWords(kinds)} of ${nameOf(provider)}, until ${day(ends_on)}.`,
    ];
  const provides = own === provider;
  const others = provides ? (audience === 'agency' ? [recipient ?? ''] : seeing(agreement)) : [own];
  const accepted = parties.some(({ agency, ended_at }) => agency === provider && ended_at === null);
  if (!provides && !accepted)
    return [
      `Nothing is shared yet: ${nameOf(provider)} has still to accept.`,
      `Then ${nameOf(own)} ${verb(agreement)} ${kindsInWords(kinds)} of ${nameOf(provider)} until ${day(ends_on)}.`,
    ];
  if (provides && others.length === 0)
    return ['Nothing is shared yet: no partner has accepted so far.'];
  const whom = namesInWords(others.map(nameOf));
  const see = others.length === 1 ? verb(agreement) : verb(agreement).slice(0, -1);
  return [
    `${from} ${whom} ${see} ${kindsInWords(kinds)} of ${nameOf(provider)}, until ${day(ends_on)}.`,
    ...(level === 'point'
      ? ['With exact places and texts, for those whose role includes single records.']
      : ['By whole months in hexagons, with small counts left out.']),
  ];
}

/** What ends, whoever ends it. @param own the agency that leaves; null: it is revoked for all */
export function endingDoes(agreement: Agreement, own: string | null, nameOf: NameOf): string[] {
  const { provider, kinds, audience, state } = agreement;
  const what = `${kindsInWords(kinds)} of ${nameOf(provider)}`;
  const kept = 'Files and printouts made before stay with those who made them.';
  if (audience === 'public')
    return [
      `The next monthly release does not count ${what} any more.`,
      'Releases that are published already stay published.',
    ];
  const losing = own === null ? seeing(agreement) : [own];
  if (state !== 'active' || losing.length === 0)
    return ['Nobody sees anything through it yet, and nobody will.', ...final(own)];
  const whom = losing.map(nameOf);
  const nobody =
    whom.length === 1
      ? `nobody at ${whom[0] ?? ''}`
      : `nobody at ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(whom)}`;
  return [
    `From the next request on ${nobody} sees ${what} through this agreement: maps, tables and exports lose them at once.`,
    'What another agreement lets them see, they still see.',
    kept,
    ...final(own),
  ];
}

const final = (own: string | null): string[] =>
  own === null
    ? ['It cannot be undone. To share again, a new agreement is proposed and accepted.']
    : ['The others keep it. Your agency cannot come back to this one: it would need a new one.'];
