/** What a person has tapped so far, and the find it makes. Nothing here asks for typing. */
import type { NewFind } from '#api/contract/finds.ts';
import { needlesOf, NO_NEEDLES, type CountChoice } from './count_choice.ts';

export type PlaceType = NonNullable<NewFind['place_type']>;
export type Outcome = NewFind['outcome'];

export interface Position {
  readonly longitude: number;
  readonly latitude: number;
  /** Metres; null when a person set the pin. */
  readonly accuracy: number | null;
}

export interface Draft {
  /** Made once, when the form opens: sending twice stores once. */
  readonly id: string;
  readonly position: Position | null;
  readonly count: CountChoice | null;
  readonly exact: string;
  readonly place: PlaceType | null;
  readonly outcome: Outcome | null;
  readonly note: string;
  readonly foundAt: string;
}

/** A find ready to send; the phone adds its clock at the moment of sending. */
export type ReadyFind = Required<Omit<NewFind, 'sent_at'>>;

export type Missing = 'position' | 'count' | 'outcome';

export type ReadDraft =
  | { readonly ok: true; readonly find: ReadyFind }
  | { readonly ok: false; readonly missing: Missing[] };

export const newDraft = (id: string, now: Date): Draft => ({
  id,
  position: null,
  count: null,
  exact: '',
  place: null,
  outcome: null,
  note: '',
  foundAt: now.toISOString(),
});

/** For the agency that one acts for: the find, or what is still missing in the order of the screen. Where it lay may stay open. */
export function readDraft(draft: Draft, agency: string): ReadDraft {
  const searched = draft.outcome === 'nothing_found';
  const needles = searched
    ? NO_NEEDLES
    : draft.count === null
      ? null
      : needlesOf(draft.count, draft.exact);
  const { position, outcome } = draft;
  if (!position || !needles || !outcome) {
    const missing: Missing[] = [];
    if (!position) missing.push('position');
    if (!needles) missing.push('count');
    if (!outcome) missing.push('outcome');
    return { ok: false, missing };
  }
  const find: ReadyFind = {
    id: draft.id,
    agency,
    longitude: sixDecimals(position.longitude),
    latitude: sixDecimals(position.latitude),
    accuracy: position.accuracy,
    ...needles,
    place_type: draft.place,
    outcome,
    note: draft.note.trim(),
    found_at: draft.foundAt,
  };
  return { ok: true, find };
}

/** A tenth of a metre: what a phone adds beyond it is noise. */
const sixDecimals = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
