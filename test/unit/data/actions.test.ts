import { getResolution, isValidCell, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { SAMPLE_ACTIONS } from '#data/actions.ts';
import { SAMPLE_AGENCIES } from '#data/agencies.ts';
import { SAMPLE_TRUTHS } from '#data/truths.ts';

const MEETING = '2026-11-20';
const actions = SAMPLE_ACTIONS.flatMap((one) => one.actions);

describe('the sample’s hotspots and actions', () => {
  it('stand on planted truths, inside seven cells of resolution nine', () => {
    for (const { hotspot } of SAMPLE_ACTIONS) {
      expect(hotspot.cells).toHaveLength(7);
      expect(hotspot.cells.every((cell) => isValidCell(cell) && getResolution(cell) === 9)).toBe(
        true,
      );
      const plantings = SAMPLE_TRUTHS.find(({ id }) => id === hotspot.truth)?.plantings ?? [];
      const [first] = plantings;
      expect(first, hotspot.truth).toBeDefined();
      if (first) expect(hotspot.cells).toContain(latLngToCell(first.latitude, first.longitude, 9));
    }
  });

  it('keep the place to which trouble moved outside the treated cells', () => {
    const treated = SAMPLE_ACTIONS.find(({ hotspot }) => hotspot.truth === 'displaced-church-hill');
    const away = SAMPLE_TRUTHS.find(({ id }) => id === 'displaced-church-hill')?.expected;
    const cell = latLngToCell(
      Number(away?.['nearby_latitude']),
      Number(away?.['nearby_longitude']),
      9,
    );
    expect(treated?.hotspot.cells).toHaveLength(7);
    expect(treated?.hotspot.cells).not.toContain(cell);
  });

  it('are owned by agencies of the partnership, and run forwards in time', () => {
    const agencies: readonly string[] = SAMPLE_AGENCIES.map(({ slug }) => slug);
    for (const action of actions) {
      expect(agencies).toContain(action.owner);
      expect(action.start < action.deadline, action.title).toBe(true);
      const notes = action.progress.map(({ on }) => on);
      expect(notes).toEqual(notes.toSorted());
      expect(
        notes.every((on) => on >= action.start),
        action.title,
      ).toBe(true);
      const spent = action.progress.reduce((sum, { hours = 0 }) => sum + hours, 0);
      expect(spent, action.title).toBeLessThanOrEqual(action.resource.hours * 1.1);
    }
  });

  it('show a meeting in November 2026 finished, live, overdue and proposed work', () => {
    const live = actions.filter(({ state }) => state === 'in_progress');
    expect(actions.filter(({ state }) => state === 'done').length).toBe(3);
    expect(actions.filter(({ state }) => state === 'proposed').length).toBeGreaterThan(0);
    expect(live.filter(({ deadline }) => deadline < MEETING).length).toBeGreaterThanOrEqual(2);
    expect(live.filter(({ deadline }) => deadline >= MEETING).length).toBeGreaterThan(0);
  });
});
