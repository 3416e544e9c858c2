/** Twelve periods, one name. */
import { describe, expect, it } from 'vitest';
import type { Changed } from '#api/statistics/changed_lately.ts';
import { persistenceOf, type Period, type Persistence } from '#api/statistics/persistence.ts';

/** H hot, . not, ? missing; oldest first. */
const periods = (text: string): Period[] =>
  Array.from(text, (one) => (one === 'H' ? 'hot' : one === '.' ? 'not' : 'missing'));

/** All that a change test could say: then the marks alone decide. */
const ALL: Changed = { rose: true, roseLast: true, fell: true, varied: true };

describe('Twelve periods in which every change is certain', () => {
  it.each<[string, Persistence]>([
    ['............', 'none'],
    ['HHHHHHHHHHHH', 'persistent'],
    ['.HH.HHHHHHHH', 'persistent'], // 10 of 12: 83 %
    ['.HH.HHHHHHH.', 'intermittent'], // 9 of 12: 75 %
    ['HHHHHHHHHH..', 'former'],
    ['HHHHHHHHH...', 'former'],
    ['...........H', 'new'],
    ['..........HH', 'emerging'],
    ['..........H.', 'none'], // once, and not now: 8 %
    ['....H.......', 'none'],
    ['....HH......', 'former'],
    ['....H......H', 'intermittent'],
    ['....H.....H.', 'intermittent'],
    ['HHHHH.......', 'former'],
  ])('%s is %s', (text, name) => {
    expect(persistenceOf(periods(text), ALL)).toBe(name);
  });

  it.each<[string, Persistence]>([
    ['????????????', 'unknown'],
    ['???????HHHHH', 'unknown'], // five delivered
    ['??????HHHHHH', 'persistent'],
    ['HHHHHHHHHH??', 'unknown'], // nobody knows about now
    ['..........H?', 'new'], // the last one there is
    ['??HHHH..HHHH', 'persistent'], // 8 of 10 delivered
    ['??H.........', 'former'], // 1 of 10 delivered: 10 %
    ['.?H.........', 'none'], // 1 of 11: 9 %
    ['....H.....?.', 'none'],
    ['....HH....?.', 'former'],
  ])('%s, with missing deliveries out of the count, is %s', (text, name) => {
    expect(persistenceOf(periods(text), ALL)).toBe(name);
  });

  it('have exactly one name for every sequence, by the rules read out one by one', () => {
    const names = new Set<Persistence>();
    for (let code = 0; code < 3 ** 12; code++) {
      const list = code
        .toString(3)
        .padStart(12, '0')
        .replaceAll('0', '.')
        .replaceAll('1', 'H')
        .replaceAll('2', '?');
      if (code % 7 !== 0 && !/^\.{6}|\?{4}/.test(list)) continue; // a seventh, and all near the edges
      const name = persistenceOf(periods(list), ALL);
      names.add(name);
      const delivered = list.replaceAll('?', '');
      const share = delivered.replaceAll('.', '').length / delivered.length;
      const recentHot = list.slice(10).includes('H');
      const earlierHot = list.slice(0, 10).includes('H');
      const known = delivered.length >= 6 && list.slice(10) !== '??';
      const rules: Record<Persistence, boolean> = {
        unknown: !known,
        persistent: known && share >= 0.8 && recentHot,
        unclear: false,
        new: known && /^[^H]*H\?*$/.test(list),
        none: known && share < 0.1 && !/^[^H]*H\?*$/.test(list),
        emerging: known && recentHot && !earlierHot && share >= 0.1 && !/^[^H]*H\?*$/.test(list),
        former: known && earlierHot && !recentHot && share >= 0.1,
        intermittent: known && earlierHot && recentHot && share < 0.8,
      };
      const fitting = Object.entries(rules).flatMap(([rule, fits]) => (fits ? [rule] : []));
      if (fitting.join() !== name) expect(`${list} ${name}`).toBe(`${list} ${fitting.join()}`);
    }
    expect(names.size).toBe(7);
  });

  it('are twelve', () => {
    expect(() => persistenceOf(periods('HHH'), ALL)).toThrow(/12 periods, not 3/);
  });
});

describe('Twelve periods in which no change is certain', () => {
  const NONE: Changed = { rose: false, roseLast: false, fell: false, varied: false };
  it.each<[string, Persistence]>([
    ['HHHHHHHHHHHH', 'persistent'],
    ['HHHHHHHHHH..', 'persistent'], // two quiet months do not end ten hot ones
    ['HHHHHHHHH...', 'unclear'],
    ['..........HH', 'unclear'],
    ['...........H', 'none'], // once, which chance gives
    ['....HH......', 'unclear'],
    ['....H......H', 'unclear'],
    ['............', 'none'],
    ['????????????', 'unknown'],
  ])('%s is %s', (text, name) => {
    expect(persistenceOf(periods(text), NONE)).toBe(name);
  });

  it('have no name that implies one, whatever the marks', () => {
    for (let code = 0; code < 2 ** 12; code++) {
      const list = code.toString(2).padStart(12, '0').replaceAll('0', '.').replaceAll('1', 'H');
      expect(['persistent', 'unclear', 'none']).toContain(persistenceOf(periods(list), NONE));
    }
  });
});
