/** Columns corrected by a person: what the answer then shows, and what it never takes back. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Import } from '#api/contract/imports.ts';
import type { Mapping } from '#api/contract/intake.ts';
import { withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();

const remap = async (id: number, mapping: Mapping) => {
  await testApp.json(`/api/imports/${id}/mapping`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(mapping),
  });
  await testApp.imports.settled();
  return Import.parse(await testApp.json(`/api/imports/${id}`));
};
const mappingOf = ({ mapping }: Import): Mapping => {
  if (!mapping) throw new Error('the import has no mapping');
  return mapping;
};

/** A cleansing team's sheet: the column that sounds like the category is the team's, the real one has a name of their own. */
const SHEET = [
  'Ref,Date,Category,What was there,Latitude,Longitude',
  'J1,2025-06-13 09:30,North team,Syringes,52.1905,-2.2208',
  'J2,2025-06-14 10:00,South team,Graffiti,52.1905,-2.2208',
  'J3,2025-06-15 11:00,North team,Wobbly bench,52.1905,-2.2208',
  '',
].join('\n');

describe('A category column chosen by a person', () => {
  it('lists how its words are read, and has a question about the others', async () => {
    const shown = await testApp.importFile(SHEET, { dryRun: true, dataset: 'cleansing' });
    const guess = mappingOf(shown);
    expect(guess.columns.category).toBe('Category');
    const mended = await remap(shown.id, {
      ...guess,
      kind: 'by-category',
      columns: { ...guess.columns, category: 'What was there' },
      types: {},
    });
    expect(mended).toMatchObject({
      state: 'previewed',
      mapping: { types: { syringes: 'needles', graffiti: 'criminal-damage-arson' } },
      questions: [{ about: 'types', choices: ['Wobbly bench'] }],
      rows: { read: 3, accepted: 2, rejected: 1 },
    });
  });

  it('keeps every word a person has answered', async () => {
    const shown = await testApp.importFile(SHEET, { dryRun: true, dataset: 'cleansing-2' });
    const guess = mappingOf(shown);
    const mended = await remap(shown.id, {
      ...guess,
      kind: 'by-category',
      columns: { ...guess.columns, category: 'What was there' },
      types: { graffiti: 'littering-drug-paraphernalia', 'wobbly bench': 'asb-unspecified' },
    });
    expect(mappingOf(mended).types).toEqual({
      syringes: 'needles',
      graffiti: 'littering-drug-paraphernalia',
      'wobbly bench': 'asb-unspecified',
    });
    expect(mended.questions).toEqual([]);
  });

  it('is remembered: a new word in the next file is guessed, or is a question, in that column', async () => {
    const shown = await testApp.importFile(SHEET, { dryRun: true, dataset: 'cleansing-3' });
    const guess = mappingOf(shown);
    const columns = { ...guess.columns, category: 'What was there' };
    await remap(shown.id, { ...guess, kind: 'by-category', columns, types: {} });
    await testApp.json(`/api/imports/${shown.id}/commit`, { method: 'POST' });
    await testApp.imports.settled();
    const next = await testApp.importFile(
      SHEET.replaceAll('Graffiti', 'Fireworks').replace('Wobbly bench', 'Loose slab'),
      { dryRun: true, dataset: 'cleansing-3' },
    );
    expect(next).toMatchObject({
      mapping: {
        columns: { category: 'What was there' },
        types: { graffiti: 'criminal-damage-arson', fireworks: 'fireworks' },
      },
      questions: [{ about: 'types', choices: ['Loose slab'] }],
    });
  });

  it('a date column chosen by hand says itself whether day or month comes first', async () => {
    const text = [
      'Ref,Date,Job,Category,Latitude,Longitude',
      'J1,03/04/2025 09:30,25/06/2025 10:00,Noise,52.1905,-2.2208',
      '',
    ].join('\n');
    const shown = await testApp.importFile(text, { dryRun: true, dataset: 'jobs' });
    expect(shown.questions.map(({ about }) => about)).toContain('day-order');
    const guess = mappingOf(shown);
    const mended = await remap(shown.id, {
      ...guess,
      columns: { ...guess.columns, started: 'Job' },
    });
    expect(mended).toMatchObject({
      problem: null,
      mapping: { dayOrder: 'dmy' },
      first_day: '2025-06-25',
    });
  });
});

describe('A workbook', () => {
  const file = fileURLToPath(new URL('../../fixtures/intake/workbook.xlsx', import.meta.url));

  it('is read from its first sheet with a table, and names its sheets to choose from', async () => {
    const shown = await testApp.importFile(file, { dryRun: true, dataset: 'workbook' });
    expect(shown).toMatchObject({ sheets: ['Notes', 'June'], state: 'previewed' });
    expect(shown.columns?.length).toBeGreaterThan(1);
    const chosen = await remap(shown.id, { ...mappingOf(shown), sheet: 'June' });
    expect(chosen).toMatchObject({ sheets: ['Notes', 'June'], mapping: { sheet: 'June' } });
  });

  it('whose sheet has another name this month still names those it has', async () => {
    const shown = await testApp.importFile(file, { dryRun: true, dataset: 'workbook-2' });
    const gone = await remap(shown.id, { ...mappingOf(shown), sheet: 'July' });
    expect(gone).toMatchObject({
      state: 'previewed',
      problem: { code: 'workbook-sheet' },
      sheets: ['Notes', 'June'],
    });
  });

  it('and a text file has no sheets', async () => {
    const shown = await testApp.importFile(SHEET, { dryRun: true, dataset: 'text' });
    expect(shown.sheets).toEqual([]);
  });
});
