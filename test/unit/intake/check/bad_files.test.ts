import { describe, expect, it } from 'vitest';
import { FILE_PROBLEM_CODES } from '#api/contract/intake.ts';
import { refuse } from '#api/intake/read/file_problem.ts';
import { fixture, inspect, readAll } from './read_all.ts';

const REFUSED: readonly (readonly [file: string, code: string, says: string])[] = [
  ['empty.csv', 'empty-file', 'is empty'],
  ['blank.csv', 'blank-file', 'only blank space'],
  ['web_page.csv', 'html', 'web page'],
  ['picture.csv', 'image', 'picture'],
  ['document.csv', 'pdf', 'PDF'],
  ['gzip.csv', 'archive-kind', 'gzip archive'],
  ['noise.csv', 'binary', 'not a text file'],
  ['nul_character.csv', 'nul-character', 'Line 3 holds a NUL'],
  ['separated_by_tildes.csv', 'one-column', 'Only one column'],
  ['duplicate_header.csv', 'duplicate-header', '(Date)'],
  ['unclosed_quote.csv', 'unclosed-quote', 'opened on line 3'],
  ['unclosed_quote_met_by_another.csv', 'unclosed-quote', 'opened on line 3'],
  ['mixed_encodings.csv', 'mixed-encodings', 'UTF-8 on line 2, Windows-1252 on line 4'],
  ['windows_1252.csv', 'not-utf8', 'Line 3 is not UTF-8'],
  ['header_only.csv', 'header-only', 'no rows'],
  ['police_outcomes.csv', 'police-outcomes', 'import the “street” file'],
  ['police_outcomes_only.zip', 'police-outcomes', 'import the “street” file'],
  ['stop_and_search.csv', 'stop-and-search', 'searches of people'],
  ['not_incidents.csv', 'unknown-columns', 'Which column says when'],
  ['ambiguous_dates.csv', 'day-order', 'does the day or the month come first'],
  ['zip_bomb.zip', 'zip-bomb', '2025-06-sabrina-street.csv unpacks to far more'],
  ['lying_size.zip', 'zip-broken', 'damaged'],
  ['archive_in_archive.zip', 'zip-nested', '(2025-06/more.zip)'],
  ['archive_disguised.zip', 'zip-nested', '(2025-06-sabrina.csv)'],
  ['password.zip', 'zip-encrypted', 'password'],
  ['broken_off.zip', 'zip-broken', 'damaged'],
  ['photos.zip', 'zip-no-csv', 'no CSV'],
  ['two_kinds.zip', 'zip-mixed', 'b.csv has other columns'],
  ['workbook_with_macro.xlsx', 'workbook-macro', 'macros'],
  ['workbook_with_links.xlsx', 'workbook-links', 'linked'],
  ['workbook_with_entities.xlsx', 'workbook-entities', 'XML declarations'],
];

describe('a file that cannot be imported', () => {
  it.each(REFUSED)(
    '%s is refused as %s, with a sentence that says “%s”',
    async (file, code, says) => {
      const { refusal } = await readAll(fixture(file));
      expect(refusal).toEqual({ code, sentence: expect.stringContaining(says) });
    },
  );

  it('is refused the same way by the inspection, unless only a question is open', async () => {
    const questioned = ['not_incidents.csv', 'ambiguous_dates.csv', 'two_kinds.zip'];
    for (const [file, code] of REFUSED.filter(([name]) => !questioned.includes(name))) {
      const inspection = await inspect(fixture(file));
      expect([file, inspection.problem?.code]).toEqual([file, code]);
    }
  });

  it('always gets exactly one sentence that ends in a full stop', () => {
    for (const code of FILE_PROBLEM_CODES) {
      const { sentence } = refuse(code, 'X').problem;
      expect(sentence, code).toMatch(/^[^ ].*[^.]\.$/);
      // An instruction may follow in a second sentence, never a third.
      expect(sentence.split(/\. (?=[A-Z])/).length, code).toBeLessThanOrEqual(2);
    }
  });
});

describe('a file with a question', () => {
  it('in Windows-1252 is offered that encoding, and reads right once it is chosen', async () => {
    const inspection = await inspect(fixture('windows_1252.csv'));
    expect(inspection.questions).toMatchObject([{ about: 'encoding', choices: ['windows-1252'] }]);
    const { rows } = await readAll(fixture('windows_1252.csv'), { encoding: 'windows-1252' });
    expect(rows[1]?.details.location).toBe('Café Row – the “Old” part');
  });

  it('in UTF-8 is not garbled because somebody chose Windows-1252', async () => {
    const { refusal } = await readAll(fixture('mixed_encodings.csv'), { encoding: 'windows-1252' });
    expect(refusal?.code).toBe('mixed-encodings');
  });

  it('whose dates can be read two ways has a question, and the answer holds for every row', async () => {
    const inspection = await inspect(fixture('ambiguous_dates.csv'));
    expect(inspection.questions).toMatchObject([{ about: 'day-order', choices: ['dmy', 'mdy'] }]);
    expect(inspection.questions[0]?.sentence).toContain('03/04/2025');
    const mapping = inspection.mapping;
    if (!mapping) throw new Error('no mapping was guessed');
    const days = async (dayOrder: 'dmy' | 'mdy') => {
      const { rows } = await readAll(fixture('ambiguous_dates.csv'), {
        mapping: { ...mapping, dayOrder },
      });
      return rows.map(({ startedAt }) => new Date(startedAt).toISOString().slice(0, 16));
    };
    expect(await days('dmy')).toEqual(['2025-04-03T09:00', '2025-06-05T10:00']);
    expect(await days('mdy')).toEqual(['2025-03-04T10:00', '2025-05-06T10:00']);
  });

  it('read with the wrong separator says which one the file seems to use', async () => {
    const { refusal } = await readAll(fixture('semicolons.csv'), { delimiter: '|' });
    expect(refusal).toEqual({
      code: 'wrong-delimiter',
      sentence: expect.stringContaining('semicolons'),
    });
  });
});
