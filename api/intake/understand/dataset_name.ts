/** Which feed a file belongs to when the upload names none: a published format's own, otherwise named after the file
 *  without its dates, so that next month's extract finds this month's mapping. */
import type { FormatName } from '../../contract/intake.ts';

const PUBLISHED: Partial<Record<FormatName, { slug: string; name: string }>> = {
  'police-street': { slug: 'police-street', name: 'Street-level crime and ASB (data.police.uk)' },
  fixmystreet: { slug: 'fixmystreet', name: 'FixMyStreet reports' },
  'boston-311': { slug: 'boston-311', name: 'Boston 311 requests' },
};

export function datasetFor(
  file: { dataset?: string | undefined; datasetName?: string | undefined; fileName: string },
  format: FormatName | null,
): { slug: string; name: string } {
  const stem = file.fileName.replace(/\.[a-z0-9]{1,5}$/i, '');
  const words = stem
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !/^\d+$/.test(word) && !MONTHS.has(word));
  const named = words.join('-').slice(0, 60).replace(/-$/, '') || 'incidents';
  const own = { slug: RESERVED.has(named) ? `${named}-file` : named, name: stem };
  const guess = (format && PUBLISHED[format]) ?? own;
  const slug = file.dataset ?? guess.slug;
  const name =
    file.datasetName ?? (file.dataset && file.dataset !== guess.slug ? own.name : guess.name);
  return { slug, name: name.slice(0, 200) || slug };
}

/** What phones log is a feed of its own, and the published formats' names are theirs. */
const RESERVED = new Set(['finds', ...Object.values(PUBLISHED).map(({ slug }) => slug)]);

const MONTHS = new Set(
  'jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december'.split(
    ' ',
  ),
);
