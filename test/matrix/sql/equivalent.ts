/** Mutants that change nothing, each with the reason: loosen.ts tries them all the same, and says when one has begun to
 *  matter. */
const NO_POLICY = 'row level security without any policy shows nothing either';
const NOT_GRANTED =
  'the column that it speaks of is not granted for update, and what is left is the same for every row';
const REFERRED_TO = 'what refers to it would have to be emptied with it, and has the same trigger';
const OF_THE_OWNER = 'the owner alone writes there, and no member’s answer changes: test/api/areas';
const SAME_FOR_ALL =
  'it speaks of the viewer alone: what may be changed at all may become anything';
const ASKED_TWICE = 'whoever acts for no agency has no role either, and the next line asks for one';

export const EQUIVALENT: ReadonlyMap<string, string> = new Map([
  ...[
    ...['area_piece', 'area_set', 'moved_area'],
    ...['audit_head', 'backfill', 'change', 'change_row', 'closed_count', 'closed_month'],
    ...['find', 'import_match', 'import_row', 'session'],
  ].map((table) => [`policy read_by_nobody on ${table}: dropped`, NO_POLICY] as const),
  ...['cut on area', 'cut_anew on area', 'placed on area', 'placed on incident'].map(
    (trigger) => [`trigger ${trigger}: dropped`, OF_THE_OWNER] as const,
  ),
  ...['release', 'release_geography'].map(
    (table) => [`trigger never_emptied on ${table}: dropped`, REFERRED_TO] as const,
  ),
  [
    'function feed_kinds: without “where (select viewer_agency()) is not null (line 4)”',
    ASKED_TWICE,
  ],
  [
    "policy read_of_own_people on history: using, without (subject = ANY (ARRAY['membership'::text, 'identity_provider'::text]))",
    'who manages people is an administrator, and reads the agency’s files by the policy before it',
  ],
  ['policy changed_by_the_meeting on hotspot: with check (true)', SAME_FOR_ALL],
  ['policy changed_by_own_administrator on membership: with check (true)', NOT_GRANTED],
  ['policy changed_by_own_administrator on retention_period: with check (true)', NOT_GRANTED],
  ['policy replaced_by_own_agency on saved_view: with check (true)', NOT_GRANTED],
]);
