import { describe, expect, test } from 'vitest';
import {
  agencyWord,
  gapWords,
  classWord,
  significanceWords,
  monthsWord,
  pWord,
  studyAreaWords,
  zWord,
} from '#web/screens/map/significance/words.ts';

describe('how sure it is, in words', () => {
  test.each([
    ['hot_99', 'Hot: very unlikely to be chance'],
    ['hot_95', 'Hot: unlikely to be chance'],
    ['hot_90', 'Hot: may be more than chance'],
    ['none', 'Cannot be told from chance'],
    ['cold_90', 'Cold: may be less than chance'],
    ['cold_95', 'Cold: unlikely to be chance'],
    ['cold_99', 'Cold: very unlikely to be chance'],
    ['untested', 'Not tested: a delivery is missing'],
    [undefined, 'Outside the area tested'],
  ] as const)('%s', (hotspotClass, word) => {
    expect(classWord(hotspotClass)).toBe(word);
  });

  test('figures are short, and none is said to be zero', () => {
    expect([pWord(0), pWord(0.00009), pWord(0.0001), pWord(0.03125), pWord(1)]).toEqual([
      'below 0.0001',
      'below 0.0001',
      '0.0001',
      '0.031',
      '1',
    ]);
    expect([zWord(5.1249), zWord(-2.0449)]).toEqual(['5.12', '−2.04']);
    expect(significanceWords.figures(5.17, 0.0004, 0.011)).toBe(
      'z 5.17 · adjusted p 0.011 (p 0.0004)',
    );
  });

  test('the study area has a name', () => {
    expect(studyAreaWords(null, false)).toBe('the whole partnership');
    expect(studyAreaWords('Worcester', false)).toBe('Worcester');
    expect(studyAreaWords(null, true)).toBe('the drawn area');
    expect(studyAreaWords('Worcester', true)).toBe('the drawn area in Worcester');
  });

  test('a gap names the feed, whose it is, and the months', () => {
    expect(
      gapWords(
        [
          {
            agency: 'fire',
            dataset: 'Deliberate fires',
            kinds: ['crime'],
            months: ['2025-07-01', '2025-08-01'],
          },
        ],
        () => 'Fire and Rescue',
      ),
    ).toEqual(['Deliberate fires (Fire and Rescue): July to August 2025 not received']);
  });

  test('an agency is hot, cold, not, or cannot be tested', () => {
    expect((['hot_90', 'cold_99', 'none', 'untested', null] as const).map(agencyWord)).toEqual([
      'hot',
      'cold',
      'not',
      'cannot be tested',
      'cannot be tested',
    ]);
  });

  test('months that are missing are said, and are no quiet ones', () => {
    const quiet = Array.from({ length: 11 }, () => 'not' as const);
    expect(monthsWord([...quiet, 'hot'])).toBe(
      'hot in 1 of the last twelve months, each tested alone.',
    );
    expect(monthsWord(['missing', ...quiet.slice(1), 'hot'])).toBe(
      'hot in 1 of the last twelve months, 1 not delivered or not tested.',
    );
  });
});
