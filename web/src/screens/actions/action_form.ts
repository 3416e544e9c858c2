/** The action form: what a person typed, and the request it makes. Whether the values are allowed is the server's
 *  to say (its schema is the one set of rules); here only what cannot be sent at all is held back. */
import type { Action } from '#api/contract/actions.ts';

export const ACTION_FIELDS = [
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
export type ActionField = (typeof ACTION_FIELDS)[number];
/** Every field as the text in its box. */
export type ActionText = Record<ActionField, string>;
export type ActionBody = Pick<Action, ActionField>;
export type FieldErrors = Partial<Record<ActionField, string>>;

export type ReadForm =
  | { readonly ok: true; readonly body: ActionBody }
  | { readonly ok: false; readonly errors: FieldErrors };

const MISSING: Readonly<Record<ActionField, string>> = {
  agency: 'Choose the agency that owns it.',
  person: 'Name the person who will do it.',
  what: 'Say what will be done.',
  starts_on: 'Choose the day it starts.',
  due_on: 'Choose the day it must be done by.',
  hours: 'Write the hours as a number; 0 if none.',
  pounds: 'Write the money in pounds as a number; 0 if none.',
  measure: 'Say how success will be measured.',
  baseline: 'Write the figure now as a number.',
  target: 'Write the figure aimed for as a number.',
};

/** A number as people write it: `1,200`, `£50`, ` 3.5 `; null where it is none. */
export function readNumber(text: string): number | null {
  const tidy = text.replaceAll(/[£,\s]/g, '');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(tidy) ? Number(tidy) : null;
}

/** The form's text as a request body, or what is missing field by field. */
export function readActionForm(text: ActionText): ReadForm {
  const errors: FieldErrors = {};
  const words = (field: ActionField): string => {
    const value = text[field].trim();
    if (value === '') errors[field] = MISSING[field];
    return value;
  };
  const figure = (field: ActionField): number => {
    const value = readNumber(text[field]);
    if (value === null) errors[field] = MISSING[field];
    return value ?? 0;
  };
  const body: ActionBody = {
    agency: words('agency'),
    person: words('person'),
    what: words('what'),
    starts_on: words('starts_on'),
    due_on: words('due_on'),
    hours: figure('hours'),
    pounds: figure('pounds'),
    measure: words('measure'),
    baseline: figure('baseline'),
    target: figure('target'),
  };
  return Object.keys(errors).length === 0 ? { ok: true, body } : { ok: false, errors };
}

/** The boxes' text for an action that exists. */
export const textOf = (action: ActionBody): ActionText => ({
  agency: action.agency,
  person: action.person,
  what: action.what,
  starts_on: action.starts_on,
  due_on: action.due_on,
  hours: String(action.hours),
  pounds: String(action.pounds),
  measure: action.measure,
  baseline: String(action.baseline),
  target: String(action.target),
});

/** A server's field errors beside the boxes they are about; those about no box come back as sentences. */
export function placeErrors(
  fields: readonly { readonly path: string; readonly message: string }[],
): {
  errors: FieldErrors;
  others: string[];
} {
  const errors: FieldErrors = {};
  const others: string[] = [];
  for (const { path, message } of fields) {
    const field = ACTION_FIELDS.find((name) => name === path);
    if (field) errors[field] ??= message;
    else others.push(message);
  }
  return { errors, others };
}
