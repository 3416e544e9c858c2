/** One idea of delivered, over HTTP: where windows end, what is compared, and what is not known. */
import { latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HotspotsChange } from '#api/contract/change.ts';
import type { HexDetail, Hexes } from '#api/contract/hexes.ts';
import type { Partnership } from '#api/contract/partnership.ts';
import type { Significance } from '#api/contract/significance.ts';
import { post } from '#test/api/http/calls.ts';
import { logCsv, newFind, policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, type Person } from '#test/support/people.ts';

const testApp = await withTestApp({ agreements: 'none' });
const PLACE = { latitude: 52.190512, longitude: -2.220831 };
const HERE = latLngToCell(PLACE.latitude, PLACE.longitude, 8);
const NOW = 'from=2025-07-01&to=2025-09-30';
const BEFORE = 'from=2025-04-01&to=2025-06-30';

const rows = (n: number, month: string, name: string) =>
  Array.from({ length: n }, (_, i) => ({
    reference: `${name}-${month}-${i}`,
    date: `${month}-${String(1 + (i % 28)).padStart(2, '0')} 21:10`,
    latitude: String(PLACE.latitude),
    longitude: String(PLACE.longitude),
  }));
const months = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `2025-${String(from + i).padStart(2, '0')}`);
const overview = (as: Person = alice) => testApp.json<Partnership>('/api/partnership', {}, as);

beforeAll(async () => {
  testApp.setClock('2025-11-30T12:00:00Z');
  // noise to September; a small feed of the same agency and kind that owes the third quarter
  for (const [dataset, n, all] of [
    ['noise', 40, months(1, 9)],
    ['wardens', 4, months(1, 6)],
  ] as const) {
    const text = logCsv(all.flatMap((month) => rows(n, month, dataset)));
    const done = await testApp.importFile(text, { dataset, name: `${dataset}.csv` });
    expect([done.problem, done.rows.accepted]).toEqual([null, n * all.length]);
  }
  for (const month of months(1, 8)) {
    const done = await testApp.importFile(
      policeCsv([{ id: month, month, type: 'Burglary', latitude: String(PLACE.latitude) }]),
      { as: bob, name: `${month}-sabrina-street.csv` },
    );
    expect(done.problem).toBeNull();
  }
});

describe('Two finds of today', () => {
  it('move nobody’s default window into a month that no feed delivered, and the month is missing', async () => {
    const before = await overview();
    expect(before.delivered_to).toBe('2025-09-30');
    for (const minute of [10, 40])
      await testApp.json(
        '/api/finds',
        post(newFind({ found_at: `2025-11-30T11:${minute}:00Z`, sent_at: '2025-11-30T12:00:00Z' })),
      );
    const after = await overview();
    expect([after.delivered_to, after.history?.last]).toEqual(['2025-09-30', '2025-11-30']);
    const missing = new Map(after.datasets.map((one) => [one.slug, one.missing_months]));
    expect(missing.get('noise')).toEqual(['2025-10-01', '2025-11-01']);
    expect(missing.get('wardens')?.[0]).toBe('2025-07-01');
    // Bob’s own end with his own
    expect((await overview(bob)).delivered_to).toBe('2025-08-31');
  });
});

describe('One late quarter of one small feed', () => {
  const compared = { now: 120, then: 120 };

  it('refuses no comparison: the feeds that have both are compared, and it is named', async () => {
    const change = await testApp.json<HotspotsChange>(`/api/hotspots/change?${NOW}&kind=asb`);
    const asb = change.kinds[0];
    expect([asb?.now.count, asb?.before.count]).toEqual([120, 132]);
    expect(asb?.before).toMatchObject({ refused: null, compared, verdict: 'no_clear_change' });
    expect(asb?.before.gaps.map(({ dataset, months: [first] }) => [dataset, first])).toEqual([
      ['wardens', '2025-07-01'],
    ]);
  });

  it('and the map compares the same counts, in the index’s hexagons and beyond', async () => {
    for (const resolution of [8, 11]) {
      const of = (window: string, other: string) =>
        testApp.json<Hexes>(
          `/api/hexes?${window}&kind=asb&resolution=${resolution}&${other
            .replace('from', 'from2')
            .replace('to=', 'to2=')}`,
        );
      const [now, then] = [await of(NOW, BEFORE), await of(BEFORE, NOW)];
      expect([now.total, then.total]).toEqual([compared.now, compared.then]);
      for (const answer of [now, then])
        expect(answer.gaps.map(({ dataset }) => dataset)).toEqual(['wardens']);
      const alone = await testApp.json<Hexes>(
        `/api/hexes?${BEFORE}&kind=asb&resolution=${resolution}`,
      );
      expect([alone.total, alone.gaps]).toEqual([132, []]);
    }
  });

  it('nor does it make the places of its agency’s other feed untested', async () => {
    const found = await testApp.json<Significance>(
      `/api/hotspots/significance?${NOW}&kind=asb&resolution=8&within=-2.32,52.10;-2.12,52.10;-2.12,52.28;-2.32,52.28`,
    );
    expect(found.gaps.map(({ dataset }) => dataset)).toEqual(['wardens']);
    expect(found.cells.filter((one) => one.class === 'untested')).toEqual([]);
    expect(found.refused?.reason ?? null).not.toBe('nothing_received');
  });

  it('where none has both, nothing is compared', async () => {
    const change = await testApp.json<HotspotsChange>(
      `/api/hotspots/change?from=2025-10-01&to=2025-10-31&kind=asb`,
    );
    const asb = change.kinds[0];
    expect(asb?.now).toEqual({ count: 0, counts_only: 0, nothing_delivered: true });
    expect(asb?.before.refused?.reason).toBe('not_delivered');
  });
});

describe('Why here?', () => {
  it('a month that nobody delivered is not 0, and one that a feed lacks is marked', async () => {
    const here = await testApp.json<HexDetail>(`/api/hexes/${HERE}?to=2025-10-31&kind=asb`);
    const at = (month: string) => here.months.find((one) => one.month === month);
    expect(at('2025-06-01')).toEqual({ month: '2025-06-01', total: 44, missing: false });
    expect(at('2025-07-01')).toEqual({ month: '2025-07-01', total: 40, missing: true });
    expect(at('2025-10-01')).toEqual({ month: '2025-10-01', total: null, missing: true });
    const nothing = await testApp.json<HexDetail>(
      `/api/hexes/${HERE}?from=2025-10-01&to=2025-10-31&kind=asb`,
    );
    expect([nothing.total, nothing.nothing_delivered]).toEqual([0, true]);
  });
});
