/** Complete things to hand in: each maker gives one that is right, and takes what the test is about. */
import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';

// --- rows of files ---

/** A row as data.police.uk writes it. */
export interface PoliceRow {
  readonly id: string;
  /** yyyy-mm */
  readonly month: string;
  readonly force: string;
  /** '' for a row without a place */
  readonly longitude: string;
  readonly latitude: string;
  readonly location: string;
  readonly type: string;
  readonly outcome: string;
}

export const policeRow = (about: Partial<PoliceRow> = {}): PoliceRow => ({
  id: '',
  month: '2025-06',
  force: 'Sabrina Police',
  longitude: '-2.220831',
  latitude: '52.190512',
  location: 'On or near Foundry Walk',
  type: 'Anti-social behaviour',
  outcome: '',
  ...about,
});

/** A row of an agency's own extract. */
export interface LogRow {
  readonly reference: string;
  readonly category: string;
  /** dd/mm/yyyy hh:mm or ISO */
  readonly date: string;
  readonly latitude: string;
  readonly longitude: string;
}

export const logRow = (about: Partial<LogRow> = {}): LogRow => ({
  reference: 'A1',
  category: 'Noise',
  date: '2025-06-13 14:05',
  latitude: '52.190512',
  longitude: '-2.220831',
  ...about,
});

/** A row of a street team's sheet. */
export interface NeedleRow {
  readonly job: string;
  readonly date: string;
  readonly gridReference: string;
  /** '0' for a search that found nothing */
  readonly needles: string;
}

export const needleRow = (about: Partial<NeedleRow> = {}): NeedleRow => ({
  job: 'N1',
  date: '2025-06-13 09:30',
  gridReference: 'SO 84900 54800',
  needles: '3',
  ...about,
});

// --- files ---

const quoted = (value: string) =>
  /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
const lines = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => `${row.map(quoted).join(',')}\n`).join('');

const POLICE_HEADER =
  'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context';

export const policeCsv = (rows: readonly Partial<PoliceRow>[]): string =>
  `${POLICE_HEADER}\n` +
  lines(
    rows
      .map((row) => policeRow(row))
      .map((row) => [
        row.id,
        row.month,
        row.force,
        row.force,
        row.longitude,
        row.latitude,
        row.location,
        'E99000001',
        'Made Up 001A',
        row.type,
        row.outcome,
        '',
      ]),
  );

export const logCsv = (rows: readonly Partial<LogRow>[]): string =>
  'Reference,Category,Date,Latitude,Longitude\n' +
  lines(
    rows
      .map((row) => logRow(row))
      .map((row) => [row.reference, row.category, row.date, row.latitude, row.longitude]),
  );

/** The same without a column that could tell one row from its double. */
export const logCsvWithoutReferences = (rows: readonly Partial<LogRow>[]): string =>
  'Category,Date,Latitude,Longitude\n' +
  lines(
    rows
      .map((row) => logRow(row))
      .map((row) => [row.category, row.date, row.latitude, row.longitude]),
  );

export const needlesCsv = (rows: readonly Partial<NeedleRow>[]): string =>
  'Job number,Date found,Grid reference,Needles found\n' +
  lines(
    rows
      .map((row) => needleRow(row))
      .map((row) => [row.job, row.date, row.gridReference, row.needles]),
  );

/** A zip archive of uncompressed entries (PKWARE APPNOTE 6.3.3, without extensions). */
export function zipOf(entries: Readonly<Record<string, string>>): Buffer<ArrayBuffer> {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const title = Buffer.from(name);
    const body = Buffer.from(text);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x0800, 2); // names are UTF-8
    facts.writeUInt32LE(crc32(body), 10);
    facts.writeUInt32LE(body.length, 14);
    facts.writeUInt32LE(body.length, 18);
    facts.writeUInt16LE(title.length, 22);
    files.push(Buffer.from('PK\u0003\u0004'), facts, title, body);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), facts, place, title);
    offset += 4 + 26 + title.length + body.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  const count = Object.keys(entries).length;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, index, end]);
}

// --- finds ---

/** A needle find as a phone sends it; the agency is Alice's. */
export const newFind = (about: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  agency: 'severnside-council',
  longitude: -2.220831,
  latitude: 52.190512,
  accuracy: 8,
  needles_min: 2,
  needles_max: 2,
  place_type: 'alley',
  outcome: 'made_safe',
  note: '',
  found_at: '2025-11-22T11:40:00Z',
  sent_at: '2025-11-22T12:00:00Z',
  ...about,
});
