/** How well did last period's map predict this one? */
import type { Prediction, Yardstick } from '#api/contract/prediction.ts';
import { count, number, period } from '#web/lib/format.ts';

/** 61 % · 0.4 %: whole from ten on */
const percent = (share: number): string => {
  const hundredths = share * 100;
  return `${hundredths >= 10 ? Math.round(hundredths) : Number(hundredths.toPrecision(2))} %`;
};

export const predictionWords = {
  title: 'How well did the last map predict?',
  what: 'The hotspots of the period before, tried on the incidents of the window shown.',
  loading: 'Testing the period before…',
  moving: 'Waits until time stands still.',
  tooFine: 'Hexagons this small are not tested. Choose resolution 10 or larger, or zoom out.',
  withheld:
    'The period before is not counted in hexagons this small for your role: it would show single incidents. Choose whole months or quarters, or zoom out.',
  refusedTitle: 'This cannot be told',
  refusedOf: ({ of }: NonNullable<Prediction['refused']>, told: Prediction) =>
    of === 'earlier'
      ? `In the period before, ${period(told.earlier.from, told.earlier.to)}:`
      : `In the window shown, ${period(told.later.from, told.later.to)}:`,
  /** 12 % of the area held 61 % of the incidents: 5.1 times what 12 % of it holds on average. */
  caught: (share: number, hit: number, pai: number) =>
    `${percent(share)} of the area, hot in the period before, held ${percent(hit)} of the incidents since: ${pai.toFixed(1)} times what ${percent(share)} of it holds on average.`,
  best: (pei: number, hot: number) =>
    `The best choice of ${count(hot, 'hexagon')} that hindsight could make would have held ${(1 / pei).toFixed(1)} times as many: the map reached ${percent(pei)} of what was possible.`,
  nothingCaught: (share: number, incidents: number) =>
    `${percent(share)} of the area was hot in the period before, and held none of the ${count(incidents, 'incident')} since.`,
  perfect: 'No choice of as many hexagons could have held more.',
  figures: 'In figures',
  rows: {
    earlier: 'Hotspots of',
    later: 'Tried on',
    hot: 'Hexagons hot, of all compared',
    caught: 'Incidents in them, of all',
    pai: 'PAI',
    pei: 'PEI',
  },
  yardsticks: 'Against a plain count',
  by: { hot: 'Hot before', last_month: 'Busiest last month', last_year: 'Busiest last year' },
  /** What was expected of the map, and did not come. */
  plainBetter: (better: readonly Yardstick[], hot: number, pai: number) =>
    `The plain count did better: the ${count(hot, 'hexagon')} that had been busiest ${better
      .map(
        (one) =>
          `${one.of === 'last_month' ? 'last month' : 'last year'} caught ${percent(one.hit_rate ?? 0)} (PAI ${(one.pai ?? 0).toFixed(2)}`,
      )
      .join('), and those ')}), against PAI ${pai.toFixed(2)}.`,
  mapBetter: 'No plain count of as many hexagons did better.',
  notDelivered: '▨ not delivered',
  of: (part: number, all: number) => `${number(part)} of ${number(all)}`,
  score: (score: number) => score.toFixed(2),
  method: 'How this is worked out',
} as const;
