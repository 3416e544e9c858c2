/** What a proposal would change, beside what stands now. Pure. */
import type { Action, ActionProposal } from '#api/contract/actions.ts';
import { day, pounds } from '#web/lib/format.ts';
import { ACTION_FIELDS, type ActionField } from '#web/screens/actions/action_form.ts';
import { actionWords, FIELD_LABELS, figure, STATE_LABELS } from '#web/screens/actions/words.ts';

export interface ProposedChange {
  readonly label: string;
  readonly proposed: string;
  /** null: there is nothing now */
  readonly present: string | null;
}

const shown = (
  field: ActionField,
  value: string | number,
  nameOf: (slug: string) => string,
): string => {
  switch (field) {
    case 'agency':
      return nameOf(String(value));
    case 'starts_on':
    case 'due_on':
      return day(String(value));
    case 'pounds':
      return pounds(Number(value));
    case 'hours':
    case 'baseline':
    case 'target':
      return figure(Number(value));
    default:
      return String(value);
  }
};

/** In the form's order; a move with its reason last. */
export function proposedChanges(
  action: Action,
  { changes }: Pick<ActionProposal, 'changes'>,
  nameOf: (slug: string) => string,
): ProposedChange[] {
  const fields = ACTION_FIELDS.flatMap((field) => {
    const value = changes[field];
    if (value === undefined) return [];
    return [
      {
        label: FIELD_LABELS[field],
        proposed: shown(field, value, nameOf),
        present: shown(field, action[field], nameOf),
      },
    ];
  });
  const { state, state_reason: reason } = changes;
  return [
    ...fields,
    ...(state === undefined
      ? []
      : [
          {
            label: actionWords.columns.state,
            proposed: STATE_LABELS[state],
            present: STATE_LABELS[action.state],
          },
        ]),
    ...(reason ? [{ label: actionWords.reason, proposed: reason, present: null }] : []),
  ];
}
