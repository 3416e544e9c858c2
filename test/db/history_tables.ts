/** Which tables have a history, and why the others have none: every table is in one of the two lists. */

/** Each by row; of these two a line a statement. */
export const BY_STATEMENT: readonly string[] = ['landmark', 'residents_zone'];
export const BY_ROW: readonly string[] = [
  // what the meeting works on
  ...['hotspot', 'action', 'milestone', 'action_proposal'],
  // what was agreed between agencies
  ...['agreement', 'agreement_party'],
  // what came in, and how it is read
  ...['import', 'dataset'],
  // settings of the partnership
  ...['partnership', 'agency', 'area', 'public_order', 'planned_release'],
  // who may do what, and where an agency's people sign in
  ...['membership', 'identity_provider'],
  // for how long it keeps what
  'retention_period',
];

const ADDED_ONLY = 'rows are only ever added: the table is its own history';
const DERIVED = 'made by the server from other rows';
const RECORDS =
  'records as agencies stated them; what an import brought or took back stands with it';
const OF_THE_PROGRAM = 'changes with the program, in a migration';
const SIGNING_IN = 'secrets and minutes of signing in; what people do with them is in the audit';
const PERSONAL = 'a convenience of its owner’s: nothing is decided by it';

export const NO_HISTORY: Readonly<Record<string, string>> = {
  history: ADDED_ONLY,
  audit_event: ADDED_ONLY,
  audit_head: ADDED_ONLY,
  progress: ADDED_ONLY,
  hotspot_evidence: ADDED_ONLY,
  hotspot_count: ADDED_ONLY,
  delivery_reminder: ADDED_ONLY,
  closed_month: ADDED_ONLY,
  closed_count: ADDED_ONLY,
  release: ADDED_ONLY,
  release_file: ADDED_ONLY,
  release_geography: ADDED_ONLY,
  alert: DERIVED,
  notice: DERIVED,
  delivery: DERIVED,
  data_version: DERIVED,
  change: DERIVED,
  change_row: DERIVED,
  area_piece: DERIVED,
  area_set: DERIVED,
  moved_area: DERIVED,
  import_row: DERIVED,
  import_match: DERIVED,
  import_reject: DERIVED,
  incident: RECORDS,
  find: RECORDS,
  incident_type: OF_THE_PROGRAM,
  permission: OF_THE_PROGRAM,
  migration: OF_THE_PROGRAM,
  backfill: OF_THE_PROGRAM,
  place: 'names that label the map, from the sample alone',
  account: SIGNING_IN,
  session: SIGNING_IN,
  passkey: SIGNING_IN,
  totp: SIGNING_IN,
  identity: SIGNING_IN,
  invitation: SIGNING_IN,
  sign_in_attempt: SIGNING_IN,
  known_device: SIGNING_IN,
  throttle: SIGNING_IN,
  saved_view: PERSONAL,
  subscription: PERSONAL,
};
