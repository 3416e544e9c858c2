/** Busier than usual over HTTP: a place against itself, in windows that were delivered and that the reader may count. */
import { latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Significance } from '#api/contract/significance.ts';
import { logCsv, policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, type Person } from '#test/support/people.ts';

const testApp = await withTestApp({ agreements: 'none' });

const TOWN = 'within=-2.32,52.10;-2.12,52.10;-2.12,52.28;-2.32,52.28';
const ALWAYS = { latitude: 52.19, longitude: -2.22 };
const NEW = { latitude: 52.25, longitude: -2.15 };
type Place = typeof ALWAYS;
const cellOf = ({ latitude, longitude }: Place) => latLngToCell(latitude, longitude, 8);

const get = (query: string, person: Person = alice) =>
  testApp.json<Significance>(
    `/api/hotspots/significance?${TOWN}&resolution=8&${query}`,
    {},
    person,
  );
const JULY = 'from=2025-07-01&to=2025-07-31';

const months = Array.from(
  { length: 12 },
  (_, i) => `2024-${String(i + 1).padStart(2, '0')}`,
).concat(Array.from({ length: 7 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}`));
/** Was never sent. */
const MISSING = '2025-02';

const reports = (n: number, month: string, name: string, at: (i: number) => Place) =>
  Array.from({ length: n }, (_, i) => ({
    reference: `${name}${month}-${i}`,
    date: `${month}-${String(1 + (i % 28)).padStart(2, '0')} 10:15`,
    latitude: String(at(i).latitude),
    longitude: String(at(i).longitude),
  }));

beforeAll(async () => {
  const rows = months
    .filter((month) => month !== MISSING)
    .flatMap((month) => [
      ...reports(90, month, 'S', (i) => ({
        latitude: 52.11 + ((i * 0.0377) % 0.16),
        longitude: -2.315 + ((i * 0.0613) % 0.18),
      })),
      ...reports(60, month, 'A', () => ALWAYS),
      ...reports(month === '2025-07' ? 25 : 3, month, 'N', () => NEW),
    ]);
  const { problem, rows: taken } = await testApp.importFile(logCsv(rows), {
    dataset: 'noise',
    name: 'noise.csv',
  });
  expect([problem, taken.accepted]).toEqual([null, rows.length]);
});

describe('Alice asks where there is more than usual', () => {
  it('and reads the place that is new, not the one that is always busy, each with its figures', async () => {
    const { cells, mode, like, refused } = await get(`${JULY}&mode=usual`);
    expect([mode, refused]).toEqual(['usual', null]);
    const at = (place: Place) => cells.find(({ cell }) => cell === cellOf(place));
    expect(at(NEW)?.class).toBe('hot_99');
    expect(at(NEW)?.z).toBeNull();
    expect(at(ALWAYS)?.class).toBe('none');
    expect((at(NEW)?.here ?? 0) / (at(NEW)?.usual ?? 1)).toBeGreaterThan(3);
    expect(at(NEW)?.count).toBe(25);
    // a busy place is the other way round
    const busy = await get(JULY);
    expect(busy.mode).toBe('busy');
    expect(busy.cells.find(({ cell }) => cell === cellOf(ALWAYS))?.class).toBe('hot_99');
    expect(busy.cells.every(({ here, usual }) => here === null && usual === null)).toBe(true);
    // summer first, then the months just before; none that was not sent, none before the records began
    expect(like.slice(0, 3).map(({ from }) => from)).toEqual([
      '2024-07-01',
      '2024-08-01',
      '2024-06-01',
    ]);
    expect(like.some(({ from }) => from.startsWith(MISSING))).toBe(false);
    expect(like.length).toBeGreaterThan(6);
    for (const { from } of like) expect(from >= '2024-01-01' && from < '2025-07-01').toBe(true);
  });

  it('of some hours alone; and of one hexagon, tested among all', async () => {
    const all = await get(`${JULY}&mode=usual&hours=9-11`);
    expect(all.cells.find(({ cell }) => cell === cellOf(NEW))?.class).toBe('hot_99');
    const night = await get(`${JULY}&mode=usual&hours=22-2`);
    expect(night.cells.filter((one) => one.class.startsWith('hot'))).toEqual([]);
    const one = await get(`${JULY}&mode=usual&hours=9-11&cell=${cellOf(NEW)}`);
    expect(one.cells).toEqual(all.cells.filter(({ cell }) => cell === cellOf(NEW)));
  });

  it('and is told why not where no earlier window was delivered, or months would be cut', async () => {
    const first = await get('from=2024-01-01&to=2024-01-31&mode=usual');
    expect(first.refused?.reason).toBe('no_like_windows');
    expect(first.refused?.instead).toMatch(/busy places/);
    expect((await get('from=2024-02-01&to=2025-01-31&mode=usual')).refused?.reason).toBe(
      'no_like_windows',
    );
  });

  it('Bob, to whom nothing is shared, learns nothing of what is usual', async () => {
    const bobs = await get(`${JULY}&mode=usual`, bob);
    expect(bobs.like).toEqual([]);
    expect(bobs.cells.every(({ here, count }) => here === null && count === 0)).toBe(true);
    expect((await get(`${JULY}&mode=usual`)).like.length).toBeGreaterThan(0);
  });

  it('once an agency with months only has records here, a window that cuts months is refused', async () => {
    const { problem } = await testApp.importFile(
      policeCsv(
        Array.from({ length: 20 }, (_, i) => ({
          id: `P${i}`,
          month: '2025-07',
          type: 'Burglary',
          latitude: String(ALWAYS.latitude),
        })),
      ),
      { as: bob, name: '2025-07-sabrina-street.csv' },
    );
    expect(problem).toBeNull();
    const cut = 'from=2025-07-03&to=2025-07-20&mode=usual';
    // Bob's are months only, and all that he may count
    expect((await get(cut, bob)).refused?.reason).toBe('months_only_cut');
    expect((await get(cut)).refused).toBeNull();
  });
});
