/** What roles are called, what each may do in a line, and whom to ask for what one's own does not include. */
import { PERMISSIONS, ROLES, type Operation, type Role } from '#api/contract/permissions.ts';

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  administrator: 'Administrator',
  analyst: 'Analyst',
  tasking: 'Tasking group',
  owner: 'Action owner',
  street: 'Street team',
  reader: 'Reader',
};

export const ROLE_LINES: Readonly<Record<Role, string>> = {
  administrator:
    'Invites people and gives roles, agrees what the agency shares, reads the audit. Sees counts, not single records.',
  analyst:
    'Brings data in, sees single records, proposes hotspots, assigns actions, exports. Logs finds.',
  tasking: 'Sees counts and finds, proposes hotspots, assigns actions, exports. Logs finds.',
  owner: 'Sees counts and finds, reports on the actions of the agency. Logs finds.',
  street: 'Logs needle finds and sees those they logged themselves. No map, no actions.',
  reader: 'Sees counts and actions, and changes nothing.',
};

const PLURALS: Readonly<Record<Role, string>> = {
  administrator: 'administrators',
  analyst: 'analysts',
  tasking: 'the tasking group',
  owner: 'action owners',
  street: 'the street team',
  reader: 'readers',
};

/** What somebody looks for and does not find. */
const SUBJECTS = {
  'counts.read': 'The map is',
  'points.read': 'What is made of single places is',
  'actions.read': 'Actions are',
  'finds.log': 'Needle finds are',
  'imports.read': 'The data page is',
  'imports.manage': 'Bringing data in is',
  'hotspots.edit': 'Proposing a hotspot is',
  'actions.assign': 'Assigning an action is',
  'actions.report': 'Reporting on an action is',
  'views.save': 'Saving a view is',
  'exports.make': 'Taking files away is',
  'people.manage': 'Managing people is',
  'agreements.read': 'The agreements are',
  'agreements.manage': 'Proposing an agreement is',
  'audit.read': 'The audit is',
  'partnership.manage': 'The installation itself is',
} as const satisfies Partial<Record<Operation, string>>;

export type Explained = keyof typeof SUBJECTS;

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** “Proposing a hotspot is for analysts and the tasking group.” */
export const whoMay = (operation: Explained): string => {
  const roles = ROLES.filter((role) => PERMISSIONS[role].includes(operation));
  return `${SUBJECTS[operation]} for ${list.format(roles.map((role) => PLURALS[role]))}.`;
};

/** “Administrator and Analyst” */
export const rolesInWords = (roles: readonly Role[]): string =>
  list.format(roles.map((role, i) => (i === 0 ? ROLE_LABELS[role] : lower(ROLE_LABELS[role]))));

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

export const roleWords = {
  notYours: 'This page is not part of your role',
  yourRole: (roles: string, agency: string) =>
    `At ${agency} you are: ${roles.charAt(0).toLowerCase()}${roles.slice(1)}.`,
  ask: 'If you need it, ask an administrator of your agency to change your role.',
  toHome: 'To your own start page',
  ownAgency: (name: string) => `Only ${name} and those who assign actions report on this one.`,
} as const;
