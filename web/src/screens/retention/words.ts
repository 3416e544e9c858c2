/** Retention: for how long an agency keeps what. */
import type { RetentionDue } from '#api/contract/retention.ts';
import { RETENTION_MONTHS, type RetentionClass } from '#api/contract/retention_classes.ts';
import { day, number } from '#web/lib/format.ts';

const LABELS: Readonly<Record<RetentionClass, string>> = {
  places: 'Exact places',
  texts: 'References, locations and notes',
  rejects: 'Rows that did not come in',
};
const AFTERWARDS: Readonly<Record<RetentionClass, string>> = {
  places: 'Then a record’s place is its hexagon of size 11, 50 m across. Counts stay as they are.',
  texts: 'Then they are erased. The record’s kind, day, place and outcome stay.',
  rejects: 'Then their values are erased. How many there were, where and why, stays.',
};
const DUE: Readonly<Record<RetentionClass, (records: string) => string>> = {
  places: (records) => `${records} exact places become hexagons`,
  texts: (records) => `${records} records lose references, locations and notes`,
  rejects: (records) => `${records} rejected rows lose their values`,
};

export const retentionWords = {
  title: 'Retention',
  lead: (agency: string) =>
    `For how long the records of ${agency} stay exact. Counts stay for good.`,
  loading: 'Loading the periods…',
  usual: 'These are the usual periods. Nobody at your agency has confirmed or changed them yet.',
  label: (name: RetentionClass) => `${LABELS[name]}, in months`,
  hint: (name: RetentionClass) =>
    `${RETENTION_MONTHS[name].least} to ${RETENTION_MONTHS[name].most}. ${AFTERWARDS[name]}`,
  preview: 'See what this would do',
  previewTitle: 'With these periods, tonight',
  due: ({ class: name, before, records }: RetentionDue) =>
    `${DUE[name](number(records))} (from before ${day(before)}).`,
  nothingDue: 'Nothing is older than that. No record changes tonight.',
  never: 'What is erased cannot be brought back. Backups keep it until they are thinned.',
  save: 'Keep these periods',
  saved: 'Kept. They hold from the coming night on; each night’s work is in the audit.',
  onlyAdministrators: 'Administrators of your agency set these periods.',
  files:
    'Files are removed once they have been brought in; a file that nobody brings in, after 7 days.',
} as const;
