import { describe, expect, it } from 'vitest';
import { phaseOf, shareRead } from '#web/screens/data/phase.ts';
import { anImport } from './an_import.ts';

const nothing = { accepted: 0, changed: 0, withdrawn: 0 };

describe('where an import stands', () => {
  it('offers to bring in a dry run that adds, changes or withdraws something', () => {
    const { rows } = anImport();
    expect(phaseOf(anImport())).toBe('previewed');
    expect(phaseOf(anImport({ rows: { ...rows, ...nothing, changed: 1 } }))).toBe('previewed');
    expect(phaseOf(anImport({ rows: { ...rows, ...nothing, withdrawn: 1 } }))).toBe('previewed');
  });

  it('says that the same file again adds nothing', () => {
    const { rows } = anImport();
    expect(phaseOf(anImport({ rows: { ...rows, ...nothing } }))).toBe('nothing_new');
  });

  it('asks before it offers', () => {
    const questions = [
      { about: 'day-order' as const, sentence: 'Which?', choices: ['dmy', 'mdy'] },
    ];
    expect(phaseOf(anImport({ questions }))).toBe('asking');
  });

  it('keeps a dry run open for its answer, and lets the rest come in when only categories are open', () => {
    const types = [{ about: 'types' as const, sentence: 'Which?', choices: ['mess'] }];
    expect(phaseOf(anImport({ questions: types }))).toBe('previewed');
    const problem = { code: 'day-order', sentence: 'Day or month first?' };
    expect(phaseOf(anImport({ problem, questions: types }))).toBe('asking');
  });

  it('is over for a file that cannot be read', () => {
    const problem = { code: 'html', sentence: 'This is a web page.' };
    expect(phaseOf(anImport({ state: 'failed', problem }))).toBe('refused');
  });

  it('has read nothing of a file of no known length, and never more than all', () => {
    expect(shareRead({ bytes_read: 0, bytes: 0 })).toBe(0);
    expect(shareRead({ bytes_read: 50, bytes: 200 })).toBe(0.25);
    expect(shareRead({ bytes_read: 300, bytes: 200 })).toBe(1);
  });
});
