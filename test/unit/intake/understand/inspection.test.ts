/** One survey of a file serves the guess and any other mapping. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inspectionOf } from '#api/intake/understand/inspection.ts';
import { surveyFile } from '#api/intake/understand/survey_file.ts';

const folder = mkdtempSync(join(tmpdir(), 'commonground-survey-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('One survey', () => {
  it('knows the dates and the words of columns that the guess does not take', async () => {
    const path = join(folder, 'log.csv');
    // the second date column and the second category show only in a row far below the first two hundred
    const rows = Array.from({ length: 400 }, (_, i) =>
      [
        `A${i}`,
        '2025-06-13',
        i === 399 ? '06/25/2025' : '06/07/2025',
        'Noise',
        i === 399 ? 'Begging' : 'Litter',
      ].join(','),
    );
    writeFileSync(path, ['Ref,Date,Closed,Category,Problem', ...rows].join('\n'));
    const survey = await surveyFile(path);
    const guess = inspectionOf(survey);
    expect(guess.mapping).toMatchObject({
      columns: { started: 'Date', category: 'Category' },
      dayOrder: 'iso',
    });
    if (!guess.mapping) throw new Error('no mapping was guessed');
    const columns = { reference: 'Ref', started: 'Closed', category: 'Problem' };
    const other = inspectionOf(survey, { ...guess.mapping, columns, dayOrder: null, types: {} });
    expect(other.mapping?.dayOrder).toBe('mdy');
    expect(Object.keys(other.mapping?.types ?? {})).toEqual(['litter', 'begging']);
    expect(other.questions).toEqual([]);
  });
});
