/** A year of a police force as data.police.uk hands it out: the real file where it is, else one of the same shape. */
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { chance } from './chance.ts';

const REAL = fileURLToPath(
  new URL('../../../../shared/data/police-uk/west-mercia-2025.zip', import.meta.url),
);
const ROWS = 102_105;
const CATEGORIES = [
  'Violence and sexual offences',
  'Anti-social behaviour',
  'Criminal damage and arson',
  'Shoplifting',
  'Public order',
  'Other theft',
  'Vehicle crime',
  'Burglary',
];
const HEADER =
  'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context';

/** @returns path and what the file is called; a generated one lies in `folder`. */
export function policeFile(folder: string): { path: string; name: string } {
  if (existsSync(REAL)) return { path: REAL, name: 'west-mercia-2025.zip' };
  console.log('../shared/data is absent: a generated file of the same shape stands in.');
  const name = '2025-01-west-mercia-street.csv';
  const random = chance(20_261_122);
  const points = Array.from({ length: 12_000 }, (_, i) => {
    const place = [(-2.6 + 0.8 * random()).toFixed(6), (52 + 0.45 * random()).toFixed(6)];
    return `${place.join()},On or near Street ${i},E010${32000 + (i % 500)},Area ${i % 500}`;
  });
  const lines = [HEADER];
  for (let i = 0; i < ROWS; i++) {
    const category = CATEGORIES[Math.floor(CATEGORIES.length * random() ** 2)] ?? '';
    const asb = category === 'Anti-social behaviour';
    const month = String(1 + Math.floor((12 * i) / ROWS)).padStart(2, '0');
    const id = asb ? '' : Array.from({ length: 8 }, () => hex8(random())).join('');
    const place = random() < 0.02 ? ',,No Location,,' : points[Math.floor(12_000 * random() ** 2)];
    const outcome = asb ? '' : 'Investigation complete; no suspect identified';
    lines.push(
      `${id},2025-${month},West Mercia Police,West Mercia Police,${place ?? ''},${category},${outcome},`,
    );
  }
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n') + '\n');
  return { path, name };
}

const hex8 = (share: number) =>
  Math.floor(share * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
