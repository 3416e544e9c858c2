/** Sentences of the Actions screens. */
import type { ActionState } from '#api/contract/actions.ts';
import type { ActionField } from '#web/screens/actions/action_form.ts';

export const STATE_LABELS: Readonly<Record<ActionState, string>> = {
  proposed: 'Proposed',
  agreed: 'Agreed',
  in_progress: 'In progress',
  blocked: 'Blocked',
  done: 'Done',
  cancelled: 'Cancelled',
};

export const STATE_TONES: Readonly<Record<ActionState, 'calm' | 'info' | 'good' | 'warn'>> = {
  proposed: 'calm',
  agreed: 'info',
  in_progress: 'info',
  blocked: 'warn',
  done: 'good',
  cancelled: 'calm',
};

/** What the button says that moves an action there. */
export const moveLabel = (from: ActionState, to: ActionState): string => {
  switch (to) {
    case 'proposed':
      return 'Propose again';
    case 'agreed':
      return 'Agree';
    case 'in_progress':
      if (from === 'blocked') return 'Take up again';
      return from === 'done' ? 'Reopen' : 'Start';
    case 'blocked':
      return 'Blocked by…';
    case 'done':
      return 'Finished';
    case 'cancelled':
      return 'Cancel the action…';
  }
};

/** States that ask why, and how they ask. */
export const REASON_QUESTIONS: Readonly<Partial<Record<ActionState, string>>> = {
  blocked: 'What or who blocks it?',
  cancelled: 'Why is it cancelled?',
};

export const FIELD_LABELS: Readonly<Record<ActionField, string>> = {
  agency: 'Owner agency',
  person: 'Person',
  what: 'What will be done',
  starts_on: 'Starts on',
  due_on: 'Deadline',
  hours: 'Hours',
  pounds: 'Money (£)',
  measure: 'Measure of success',
  baseline: 'Figure now (baseline)',
  target: 'Figure aimed for (target)',
};

const decimal = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
/** 2.5, 1,200: hours and measured figures keep their decimals. */
export const figure = (n: number): string => decimal.format(n);

export const actionWords = {
  toExport: 'Export…',
  title: 'Actions',
  lead: 'Who does what, where, by when, with what, and how we will know. Overdue and due first.',
  loading: 'Fetching the actions…',
  loadingOne: 'Fetching the action…',
  assign: 'Assign an action',
  show: 'Show',
  agency: 'Agency',
  everyAgency: 'Every agency',
  live: 'Live',
  all: 'Live and ended',
  none: 'There are no actions yet',
  noneHint:
    'An action belongs to a place. Go to the map, choose a busy place, propose it as a hotspot, then assign an action to it.',
  noneLive: 'No action is waiting to be done',
  noneMatch: 'No action matches this filter',
  clearFilter: 'Show every live action',
  showEnded: 'Show the ended ones',
  toMap: 'Go to the map',
  onMap: 'Show on the map',
  columns: {
    due: 'Due',
    what: 'Action',
    place: 'Place',
    owner: 'Owner',
    state: 'State',
    measure: 'Towards the target',
    hours: 'Hours',
  },
  tally: (live: number, overdue: number) =>
    overdue === 0 ? `${live} live, none overdue` : `${live} live, ${overdue} overdue`,
  notMeasured: 'not measured yet',
  hoursOf: (spent: string, planned: string) => `${spent} of ${planned}`,

  newTitle: 'Assign an action',
  newLead:
    'Specific, with a deadline and resources, and a figure that will tell whether it worked.',
  hotspot: 'Place (hotspot)',
  chooseHotspot: 'Choose a place…',
  chooseAgency: 'Choose an agency…',
  noHotspots: 'There is no hotspot to act on yet',
  noHotspotsHint: 'Go to the map, choose a busy place and propose it as a hotspot.',
  hotspotMissing: 'Choose the place it is for.',
  who: 'Who',
  when: 'When',
  resource: 'With what',
  measure: 'How we will know',
  measureHint:
    'One figure that can be counted again, such as “needle finds a month in the car park”.',
  milestones: 'Milestones',
  milestonesHint: 'Steps on the way, each with a day. May stay empty.',
  step: 'Step',
  by: 'By',
  addStep: 'Add a step',
  removeStep: (title: string) => `Remove the step “${title || 'without a name'}”`,
  save: 'Assign the action',
  correct: 'Some boxes need correcting; nothing was sent yet.',

  edit: 'Edit',
  editTitle: 'Edit the action',
  saveChanges: 'Save the changes',
  noChanges: 'Nothing was changed.',
  back: 'All actions',
  facts: 'The task',
  place: 'Place',
  owner: 'Owner',
  dates: 'Dates',
  datesOf: (from: string, to: string) => `${from} to ${to}`,
  resources: 'Resource',
  resourcesOf: (hours: string, pounds: string) => `${hours} h and ${pounds}`,
  spent: (hours: string) => `${hours} h spent so far`,
  reason: 'Reason',
  target: 'Measure of success',
  baseline: 'Baseline',
  goal: 'Target',
  latest: 'Latest',
  latestOn: (figure: string, day: string) => `${figure}, measured ${day}`,

  noMilestones: 'No steps were planned.',
  tick: 'Done today',
  untick: 'Not done after all',
  doneOn: (day: string) => `done ${day}`,
  dueOn: (day: string) => `by ${day}`,
  late: 'late',

  progress: 'Progress',
  noProgress: 'Nothing has been reported yet.',
  report: 'Report progress',
  day: 'Day',
  note: 'What was done',
  noteHint: 'One or two sentences. No names of residents.',
  hoursSpent: 'Hours spent',
  measured: 'Figure measured',
  measuredHint: 'Only if it was counted again.',
  reportedBy: (agency: string) => `You report for ${agency}.`,
  addProgress: 'Add to the record',
  notANumber: 'Write a number, or leave it empty.',
  hoursOn: (hours: string) => `${hours} h`,
  measuredAs: (figure: string) => `measured ${figure}`,

  moves: 'Next step',
  confirmMove: 'Save',
  moved: (state: string) => `The action is now: ${state.toLowerCase()}.`,
  kept: 'Saved.',

  proposals: 'Proposed by others',
  open: (n: number) => (n === 1 ? '1 proposal open' : `${n} proposals open`),
  proposes: (agency: string) => `${agency} proposes`,
  instead: 'instead of',
  stale:
    'The action has changed since. It cannot be accepted any more: decline it, and ask for a new one if it still matters.',
  staleTheirs:
    'The action has changed since, so it cannot be accepted. Propose again if it still matters.',
  accept: 'Accept',
  decline: 'Decline…',
  declineWhy: 'Why is it declined?',
  declineSend: 'Decline the proposal',
  withdraw: 'Withdraw',
  accepted: 'Accepted: the action is changed as proposed.',
  declined: 'Declined. The action stays as it is.',
  withdrawn: 'Withdrawn. The action stays as it is.',
  waits: (agency: string) => `${agency} has to accept or decline it.`,
  theirAction: (agency: string) =>
    `This is ${agency}’s action: your change goes to them as a proposal. It stays as it is until they accept.`,
  theirStep: (agency: string) =>
    `This is ${agency}’s action: a step that you choose goes to them as a proposal.`,
  proposeEdit: 'Propose a change',
  proposeTitle: 'Propose a change to the action',
  sendProposal: 'Send the proposal',
  sent: (agency: string) =>
    `Your proposal went to ${agency}. The action stays as it is until they accept.`,

  conflict: 'Somebody changed this while you were editing',
  conflictLead:
    'Nothing of yours was saved or lost. Below is what differs. Saving again keeps your changes and leaves their other changes in place.',
  conflictNone: 'They made the same changes. There is nothing left to save.',
  conflictMove: 'The page now shows it as it stands. Look at it, then choose the next step again.',
  field: 'Field',
  mine: 'Yours',
  theirs: 'Theirs, saved now',
  changedBy: { me: 'you changed it', them: 'they changed it', both: 'both changed it' },
  saveMine: 'Save with my changes',
  takeTheirs: 'Drop mine, keep theirs',
} as const;
