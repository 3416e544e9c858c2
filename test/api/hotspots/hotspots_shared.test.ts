/** A hotspot's evidence is shown as far as its reader may see: kept whole, shown by whose records it counts. */
import { cellToParent, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import type { Hotspot } from '#api/contract/hotspots.ts';
import { post } from '#test/api/http/calls.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { logCsv, policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, type Person } from '#test/support/people.ts';
import { agree } from '#test/support/sign_in.ts';

const testApp = await withTestApp({ agreements: 'none' });
const PLACE = latLngToCell(52.190512, -2.220831, 9);

const burglaries = Array.from({ length: 3 }, (_, i) => ({ id: `a${i}`, type: 'Burglary' }));
await testApp.importFile(policeCsv(burglaries), { as: bob, name: '2025-06-sabrina-street.csv' });
await testApp.importFile(logCsv([{ reference: 'B1' }, { reference: 'B2' }]), { name: 'noise.csv' });

const propose = (person: Person, about: Record<string, unknown> = {}) =>
  testApp.json<Hotspot>(
    '/api/hotspots',
    post({
      name: 'Foundry Walk',
      resolution: 9,
      cells: [PLACE],
      from: '2025-06-01',
      to: '2025-06-30',
      ...about,
    }),
    person,
  );
const shownTo = async (person: Person, { id }: Hotspot) => {
  const { evidence } = await testApp.json<Hotspot>(`/api/hotspots/${id}`, {}, person);
  return { total: evidence.total, counts: evidence.counts };
};
const revoke = (id: number) =>
  asOwner(
    testApp.database,
    (tx) => tx`
    update agreement
    set revoked_at = now(), revoked_by = provider_id
    where id = ${id}`,
  );
const crime = { kinds: ['crime'] } as const;
/** Agreements that a later test ends. */
const given: number[] = [];
const NOTHING = { total: 0, counts: {} };

describe('Evidence counted row by row', () => {
  it('is shown to each as far as agreements let them see the rows: all, their own, or none', async () => {
    await agree(testApp, { provider: bob, recipient: alice, level: 'point', ...crime });
    const hotspot = await propose(alice);
    expect(await shownTo(alice, hotspot)).toEqual({ total: 5, counts: { crime: 3, asb: 2 } });
    expect(await shownTo(bob, hotspot)).toEqual({ total: 3, counts: { crime: 3 } });
    expect(await shownTo(chelsea, hotspot)).toEqual(NOTHING);
    // all else of it is everybody's
    const read = await testApp.json<Hotspot>(`/api/hotspots/${hotspot.id}`, {}, chelsea);
    expect(read).toEqual({ ...hotspot, evidence: { ...hotspot.evidence, ...NOTHING } });
    const { hotspots } = await testApp.json<{ hotspots: Hotspot[] }>('/api/hotspots', {}, chelsea);
    expect(hotspots).toEqual([read]);
  });

  it('comes into sight with an agreement and goes with it; what was counted stays', async () => {
    const agreed = await agree(testApp, {
      provider: bob,
      recipient: chelsea,
      level: 'point',
      ...crime,
    });
    const hotspot = await propose(chelsea);
    expect(await shownTo(chelsea, hotspot)).toEqual({ total: 3, counts: { crime: 3 } });
    await revoke(agreed);
    expect(await shownTo(chelsea, hotspot)).toEqual(NOTHING);
    expect(await shownTo(bob, hotspot)).toEqual({ total: 3, counts: { crime: 3 } });
  });

  it('of records too sensitive for an agreement is not shown under it', async () => {
    const agreed = await agree(testApp, {
      provider: alice,
      recipient: chelsea,
      level: 'point',
      kinds: ['asb'],
      maxSensitivity: 0,
    });
    const hotspot = await propose(alice);
    expect(await shownTo(chelsea, hotspot)).toEqual(NOTHING);
    await revoke(agreed);
    given.push(
      await agree(testApp, { provider: alice, recipient: chelsea, level: 'point', kinds: ['asb'] }),
    );
    expect(await shownTo(chelsea, hotspot)).toEqual({ total: 2, counts: { asb: 2 } });
  });
});

describe('Evidence counted without reading', () => {
  const coarse = { resolution: 8, cells: [cellToParent(PLACE, 8)] };
  const asb = { kinds: ['asb'] } as const;
  const cells = { provider: alice, level: 'cell', resolution: 8, threshold: 2, ...asb } as const;

  it('is shown to its provider, and to whom the same terms are given: not to others', async () => {
    for (const id of given.splice(0)) await revoke(id);
    await agree(testApp, { ...cells, recipient: chelsea });
    const hotspot = await propose(chelsea, { ...coarse, ...asb });
    const counted = { total: 2, counts: { asb: 2 } };
    expect(await shownTo(chelsea, hotspot)).toEqual(counted);
    expect(await shownTo(alice, hotspot)).toEqual(counted);
    expect(await shownTo(bob, hotspot)).toEqual(NOTHING);
    // other hexagons or sensitivities would let one count be taken from the other
    for (const other of [{ resolution: 9 }, { maxSensitivity: 2 }]) {
      const agreed = await agree(testApp, { ...cells, ...other, recipient: bob });
      expect(await shownTo(bob, hotspot)).toEqual(NOTHING);
      await revoke(agreed);
    }
    await agree(testApp, { ...cells, recipient: bob });
    expect(await shownTo(bob, hotspot)).toEqual(counted);
  });

  it('of hexagons finer than agreed, of part of a month, or of too few is not there at all', async () => {
    for (const about of [{}, { ...coarse, from: '2025-06-02' }]) {
      const hotspot = await propose(chelsea, { ...asb, ...about });
      expect(await shownTo(alice, hotspot)).toEqual(NOTHING);
      expect(await shownTo(alice, await propose(alice, { ...asb, ...about }))).not.toEqual(NOTHING);
    }
    await testApp.importFile(logCsv([{ reference: 'C1', date: '2025-07-02 10:00' }]), {
      name: 'noise.csv',
    });
    const july = { ...coarse, ...asb, from: '2025-07-01', to: '2025-07-31' };
    expect(await shownTo(alice, await propose(chelsea, july))).toEqual(NOTHING);
    expect(await shownTo(alice, await propose(alice, july))).toEqual({
      total: 1,
      counts: { asb: 1 },
    });
  });
});
