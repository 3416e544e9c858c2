/** A line of history in plain words: what of it people know by which name, and how each value is written. Pure. */
import type { HistoryLine } from '#api/contract/history.ts';
import type { RetentionClass } from '#api/contract/retention_classes.ts';
import { count, day, number, pounds } from '#web/lib/format.ts';
import { figure, STATE_LABELS } from '#web/screens/actions/words.ts';
import { IMPORT_STATE_LABELS } from '#web/screens/data/words.ts';
import { retentionWords } from '#web/screens/retention/words.ts';
import { mapWords } from '#web/screens/map/words.ts';
import { historyWords as words } from './words.ts';

export interface FieldChange {
  readonly label: string;
  /** null: there was none */
  readonly before: string | null;
  /** null: there is none any more */
  readonly after: string | null;
}

export interface Described {
  /** what was done, as a short sentence without its end */
  readonly what: string;
  readonly changes: readonly FieldChange[];
}

type Format = (value: unknown) => string;
export type AgencyName = (id: number) => string;

const text: Format = (value) => String(value);
const quantity: Format = (value) => figure(Number(value));
const date: Format = (value) => day(String(value));
const labels =
  (of: Readonly<Record<string, string>>): Format =>
  (value) =>
    of[String(value)] ?? String(value);

/** What each table's columns are called, and how they are written. What is not here is the database's own. */
const FIELDS = (agencyName: AgencyName): Record<string, Record<string, [string, Format]>> => {
  const agency: Format = (value) => agencyName(Number(value));
  const action: Record<string, [string, Format]> = {
    agency_id: ['owner', agency],
    person: ['person', text],
    what: ['what will be done', text],
    starts_on: ['start', date],
    due_on: ['due', date],
    hours: ['hours', quantity],
    pounds: ['money', (value) => pounds(Number(value))],
    measure: ['measure', text],
    baseline: ['baseline', quantity],
    target: ['target', quantity],
    state: ['state', labels(STATE_LABELS)],
    state_reason: ['reason', text],
  };
  return {
    action,
    // of a proposal's own fields: an agency is named by its slug there
    proposed: { ...action, agency: ['owner', text] },
    milestone: { title: ['step', text], due_on: ['due', date], done_on: ['done', date] },
    hotspot: {
      name: ['name', text],
      note: ['note', text],
      state: ['state', labels(mapWords.hotspotStates)],
      cells: ['hexagons', (value) => count(Array.isArray(value) ? value.length : 0, 'hexagon')],
    },
    retention_period: {
      class: ['what', (value) => retentionWords.label(value as RetentionClass)], // as: the database's own words
      months: ['months', quantity],
    },
    agreement: { proposed_by: ['by', agency], revoked_why: ['reason', text] },
    import: {
      state: ['state', labels(IMPORT_STATE_LABELS)],
      rows_accepted: ['new rows', (value) => number(Number(value))],
      rows_changed: ['changed rows', (value) => number(Number(value))],
      rows_withdrawn: ['withdrawn rows', (value) => number(Number(value))],
      rows_rejected: ['refused rows', (value) => number(Number(value))],
      mapping: ['columns', () => words.settled],
    },
  };
};

/** Fields of a made row that are worth a line: the rest can be read on the page. */
const HIDDEN_AT_FIRST = ['hotspot', 'action', 'milestone', 'import'];

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const isNothing = (value: unknown) => value === null || value === undefined || value === '';

function changesOf(
  fields: Record<string, [string, Format]>,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): FieldChange[] {
  return Object.entries(fields).flatMap(([name, [label, format]]) => {
    const [was, is] = [before[name], after[name]];
    const same = JSON.stringify(was) === JSON.stringify(is);
    if (same || (isNothing(was) && isNothing(is))) return [];
    const shown = (value: unknown) => (isNothing(value) ? null : format(value));
    return [{ label, before: shown(was), after: shown(is) }];
  });
}

/** @param agencyName of the number that the database gave it */
export function describeLine(line: HistoryLine, agencyName: AgencyName): Described {
  const { table, verb, before, after } = line;
  const fields = FIELDS(agencyName);
  if (table === 'action_proposal') {
    const proposed = asRecord(after['changes']);
    if (verb !== 'update')
      return { what: words.proposed, changes: changesOf(fields['proposed'] ?? {}, {}, proposed) };
    const answer = isNothing(after['answer'])
      ? []
      : [{ label: 'reason', before: null, after: String(after['answer']) }];
    return { what: words.decided[String(after['state'])] ?? words.changed, changes: answer };
  }
  const known = fields[table] ?? {};
  const isNew = verb === 'insert' || verb === 'begin';
  const party =
    table === 'agreement_party' ? ` ${words.forAgency} ${agencyName(Number(line.row))}` : '';
  const title = isNothing(after['title'] ?? before['title'])
    ? ''
    : ` “${String(after['title'] ?? before['title'])}”`;
  const what =
    (words.done[table]?.[verb] ?? words.verbs[verb]) +
    (table === 'milestone' && verb !== 'update' ? title : '') +
    party;
  if (party !== '' || (isNew && HIDDEN_AT_FIRST.includes(table))) return { what, changes: [] };
  if (verb === 'delete') return { what, changes: [] };
  const changes = changesOf(known, before, after);
  if (verb === 'update' && changes.length === 0) return { what: words.unnamed, changes };
  return { what, changes };
}
