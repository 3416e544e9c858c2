/** Complete things to export: each maker gives one that is right, and takes what the test is about. */
import { buffer } from 'node:stream/consumers';
import type { IncidentRow } from '#api/exports/incident_table.ts';
import type { Marking } from '#api/files/marking.ts';

export const marking = (about: Partial<Marking> = {}): Marking => ({
  mark: 'OFFICIAL-SENSITIVE',
  title: 'Incidents',
  partnership: 'Sabrina Community Safety Partnership',
  synthetic: false,
  person: 'Alice Example',
  agency: { slug: 'severnside-council', name: 'Severnside Council' },
  at: new Date('2026-11-25T19:30:20Z'),
  filters: [['Window', '1 June 2025 to 30 June 2025']],
  provided: [
    {
      provider: 'Severnside Council',
      incidents: 2,
      under: [{ agreement: null, until: null, words: 'own records' }],
    },
    {
      provider: 'Sabrina Police',
      incidents: 1,
      under: [
        {
          agreement: 7,
          until: '2026-12-31',
          words: 'agreement 7 (2026-01-01 to 2026-12-31), for: parks. Legal basis: s115',
        },
      ],
    },
  ],
  leftOut: ['3 have no place, so they cannot be inside the area.'],
  ...about,
});

export const incident = (about: Partial<IncidentRow> = {}): IncidentRow => ({
  id: 1n,
  reference: 'A1',
  agency_id: 1,
  agency: 'severnside-council',
  dataset: 'asb-log',
  kind: 'asb',
  type: 'noise',
  started_at: new Date('2025-06-13T13:05:00Z'),
  ended_at: null,
  time_precision: 'minute',
  longitude: -2.2208311234,
  latitude: 52.190512,
  place_precision: 'exact',
  cell: '8c195193393ffff',
  sensitivity: 1,
  needles_min: null,
  needles_max: null,
  details: { category: 'Noise', location: 'On or near Foundry Walk' },
  ...about,
});

/** A file's text, byte order mark and all. */
export async function together(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

export const bytesOf = (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => buffer(chunks);
