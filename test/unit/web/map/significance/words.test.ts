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
    expect(classWord(hotspotClass, 'busy')).toBe(word);
  });

  test.each([
    ['hot_99', 'Busier than usual: very unlikely to be chance'],
    ['hot_95', 'Busier than usual: unlikely to be chance'],
    ['none', 'Not clearly busier than usual'],
    ['untested', 'Not tested: a delivery is missing'],
    [undefined, 'Outside the area tested'],
  ] as const)('against its own past: %s', (hotspotClass, word) => {
    expect(classWord(hotspotClass, 'usual')).toBe(word);
  });

  test('what is usual is said with the figures that were compared, and over which windows', () => {
    expect(significanceWords.usual(43, 11.6)).toBe(
      'With the six hexagons around it: 43 incidents now, usually about 12 in as many days.',
    );
    expect(significanceWords.usualShort(1, 0.25)).toBe('1 here and around, usually about 0.3');
    expect(
      significanceWords.likeWindows([
        { from: '2025-10-01', to: '2025-10-31' },
        { from: '2024-10-01', to: '2024-10-31' },
      ]),
    ).toBe('Usual is the mean of 2 earlier windows: 1–31 October 2025; 1–31 October 2024.');
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
    expect(
      (['hot_90', 'cold_99', 'none', 'untested', null] as const).map((one) =>
        agencyWord(one, 'busy'),
      ),
    ).toEqual(['hot', 'cold', 'not', 'cannot be tested', 'cannot be tested']);
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
