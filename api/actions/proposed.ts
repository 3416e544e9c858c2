/** What a request would change of an action. Pure. */
import type { Action, ActionChange, ProposedFields } from '../contract/actions.ts';

const FIELDS = [
  'agency',
  'person',
  'what',
  'starts_on',
  'due_on',
  'hours',
  'pounds',
  'measure',
  'baseline',
  'target',
] as const;

/** The fields that the wanted values would really change; none where they are as they stand. */
export function differing(action: Action, wanted: ActionChange): ProposedFields {
  const changed = FIELDS.filter(
    (field) => wanted[field] !== undefined && wanted[field] !== action[field],
  );
  return Object.fromEntries(changed.map((field) => [field, wanted[field]]));
}

/** The action's fields with the wanted ones in place. */
export const withFields = (before: Action, wanted: ProposedFields) => ({
  person: wanted.person ?? before.person,
  what: wanted.what ?? before.what,
  starts_on: wanted.starts_on ?? before.starts_on,
  due_on: wanted.due_on ?? before.due_on,
  hours: wanted.hours ?? before.hours,
  pounds: wanted.pounds ?? before.pounds,
  measure: wanted.measure ?? before.measure,
  baseline: wanted.baseline ?? before.baseline,
  target: wanted.target ?? before.target,
});
