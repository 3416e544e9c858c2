/** Two people changed one action: what I changed, what they changed, and where both touched the same field. */
import { ACTION_FIELDS, type ActionBody, type ActionField } from './action_form.ts';

export interface Difference {
  readonly field: ActionField;
  readonly mine: string;
  readonly theirs: string;
  /** Who changed it since it was opened. */
  readonly changedBy: 'me' | 'them' | 'both';
}

/** Every field where my text and theirs differ, in the form's order. */
export function differences(base: ActionBody, mine: ActionBody, theirs: ActionBody): Difference[] {
  return ACTION_FIELDS.filter((field) => mine[field] !== theirs[field]).map((field) => {
    const byMe = mine[field] !== base[field];
    const byThem = theirs[field] !== base[field];
    return {
      field,
      mine: String(mine[field]),
      theirs: String(theirs[field]),
      changedBy: byMe && byThem ? 'both' : byMe ? 'me' : 'them',
    };
  });
}

/** Only the fields that a person changed: what a PATCH sends, so that it cannot undo another's change by accident. */
export function changedFields(base: ActionBody, mine: ActionBody): Partial<ActionBody> {
  const changed = ACTION_FIELDS.filter((field) => mine[field] !== base[field]);
  return Object.fromEntries(changed.map((field) => [field, mine[field]]));
}

/** Both merged: my value where I changed the field, theirs everywhere else. */
export const merge = (base: ActionBody, mine: ActionBody, theirs: ActionBody): ActionBody => ({
  ...pick(theirs),
  ...changedFields(base, mine),
});

const pick = (from: ActionBody): ActionBody => ({
  agency: from.agency,
  person: from.person,
  what: from.what,
  starts_on: from.starts_on,
  due_on: from.due_on,
  hours: from.hours,
  pounds: from.pounds,
  measure: from.measure,
  baseline: from.baseline,
  target: from.target,
});
