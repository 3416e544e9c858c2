/** What a street team logs with gloves on: stored once, counted at once, and never lost to a wrong clock. */
import { randomUUID } from 'node:crypto';
import { latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { Find } from '#api/contract/finds.ts';
import type { HexDetail, Hexes } from '#api/contract/hexes.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { post, refusal, sentences } from '#test/api/http/calls.ts';
import { newFind } from '#test/support/factories.ts';
import { TODAY, withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, dev, type Person } from '#test/support/people.ts';

const testApp = await withTestApp();

/** Who alone may know how many records all agencies have. */
const asOperator = { headers: { authorization: `Bearer ${testApp.operator.token}` } };

const send = (about: Record<string, unknown> = {}, person?: Person) =>
  testApp.request('/api/finds', post(newFind(about)), person);
const log = (about: Record<string, unknown> = {}, person?: Person) =>
  testApp.json<Find>('/api/finds', post(newFind(about)), person);
const stored = async () => {
  const [row] = await asOwner(
    testApp.database,
    (tx) => tx<{ finds: number; incidents: number }[]>`
      select
        (select count(*)::int from find) as finds,
        (select count(*)::int from incident) as incidents`,
  );
  return row ?? { finds: 0, incidents: 0 };
};
/** A spot of its own for each test, a few kilometres from the last. */
let spots = 0;
const elsewhere = () => ({ longitude: -2.4 + 0.05 * ++spots, latitude: 52.3 });
const cellOf = ({ longitude, latitude }: { longitude: number; latitude: number }, resolution = 9) =>
  latLngToCell(latitude, longitude, resolution);
const onTheMap = async (cell: string, query = '') => {
  const hexes = await testApp.json<Hexes>(`/api/hexes?resolution=9${query}`);
  return hexes.cells.find((one) => one.cell === cell);
};

describe('A find', () => {
  it('is stored as it was sent, and read back so by the agencies it is shared with', async () => {
    const sent = newFind({ ...elsewhere(), note: '  under the bench ' });
    const find = await testApp.json<Find>('/api/finds', post(sent));
    expect(Find.parse(find)).toEqual(find);
    expect(find).toMatchObject({
      id: sent.id,
      agency: 'severnside-council',
      longitude: sent.longitude,
      latitude: sent.latitude,
      accuracy: 8,
      needles_min: 2,
      needles_max: 2,
      place_type: 'alley',
      outcome: 'made_safe',
      note: 'under the bench',
      found_at: '2025-11-22T11:40:00.000Z',
      clock_corrected: false,
      received_at: testApp.now().toISOString(),
    });
    const { finds } = await testApp.json<{ finds: Find[] }>('/api/finds', {}, bob);
    expect(finds[0]).toEqual(find);
    // it is there, and yet not for Dev
    expect(await refusal(testApp.request('/api/finds', {}, dev))).toMatchObject({
      status: 401,
      code: 'sign_in_first',
    });
  });

  it('is logged for one’s own agency only: Alice may not speak for the hospital, Chelsea may', async () => {
    const find = { ...elsewhere(), agency: 'sabrina-nhs' };
    const before = await stored();
    const problem = await refusal(send(find, alice));
    expect(problem).toMatchObject({ status: 403, code: 'not_your_agency' });
    expect(problem.detail).toContain('“sabrina-nhs”');
    expect(await stored()).toEqual(before);
    expect((await log(find, chelsea)).agency).toBe('sabrina-nhs');
    expect((await stored()).finds).toBe(before.finds + 1);
  });

  it('is on a street worker’s own list, not on a colleague’s; the analyst reads both', async () => {
    const [ash, kim] = ['Ash', 'Kim'].map((name): Person => ({
      name,
      agency: 'sabrina-nhs',
      roles: ['street'],
    })) as [Person, Person]; // as: two names
    for (const person of [ash, kim]) await testApp.addPerson(person);
    const mine = await log({ ...elsewhere(), agency: 'sabrina-nhs' }, ash);
    const theirs = await log({ ...elsewhere(), agency: 'sabrina-nhs' }, kim);
    const listed = async (person: Person) =>
      (await testApp.json<{ finds: Find[] }>('/api/finds', {}, person)).finds.map(({ id }) => id);
    expect(await listed(ash)).toEqual([mine.id]);
    expect(await listed(kim)).toEqual([theirs.id]);
    expect(await listed(chelsea)).toEqual(expect.arrayContaining([mine.id, theirs.id]));
  });

  it('is on the map and in the counts at once, at every resolution', async () => {
    const place = elsewhere();
    for (const n of [1, 2, 3]) {
      await log(place);
      for (const resolution of [6, 8, 9, 10, 11]) {
        const hexes = await testApp.json<Hexes>(
          `/api/hexes?resolution=${resolution}&kind=needle_find&from=2025-11-22&to=2025-11-22`,
        );
        const cell = hexes.cells.find((one) => one.cell === cellOf(place, resolution));
        expect([resolution, cell?.counts.needle_find ?? 0]).toEqual([
          resolution,
          resolution < 8 ? expect.any(Number) : n,
        ]);
      }
    }
    const { incidents } = await testApp.json<{ incidents: number }>('/api/health', asOperator);
    expect(incidents).toBe((await stored()).finds);
    const why = await testApp.json<HexDetail>(`/api/hexes/${cellOf(place)}`);
    expect(why).toMatchObject({ total: 3, needles: 6 });
  });

  it('is still counted after a restart', async () => {
    const place = elsewhere();
    await log(place);
    await testApp.reopen();
    expect((await onTheMap(cellOf(place)))?.total).toBe(1);
  });

  it('sent twice is stored once: 201, then 200 with the same find, whatever the clock at sending', async () => {
    const find = newFind(elsewhere());
    const first = await testApp.request('/api/finds', post(find));
    expect(first.status).toBe(201);
    const before = await stored();
    testApp.setClock('2025-11-22T18:00:00Z');
    for (const sent_at of [find.sent_at, '2025-11-22T18:00:00Z']) {
      const again = await testApp.request('/api/finds', post({ ...find, sent_at }));
      expect(again.status).toBe(200);
      expect(await again.json()).toEqual(await first.clone().json());
    }
    testApp.setClock(TODAY);
    expect(await stored()).toEqual(before);
    expect((await onTheMap(cellOf(find)))?.total).toBe(1);
  });

  it('sent many times at the same moment is stored once, and every send is answered', async () => {
    const find = newFind({ ...elsewhere(), agency: 'sabrina-nhs' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => testApp.request('/api/finds', post(find), chelsea)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 200, 200, 200, 200, 200, 200, 201,
    ]);
    expect((await onTheMap(cellOf(find)))?.total).toBe(1);
  });

  it('different under the same id is refused with what is there, and can be kept under a new one', async () => {
    const find = newFind({ ...elsewhere(), needles_min: 3, needles_max: 3 });
    const first = await testApp.json<Find>('/api/finds', post(find));
    for (const change of [
      { needles_max: 4 },
      { note: 'more' },
      { longitude: find.longitude + 0.001 },
      { found_at: '2025-11-22T11:41:00Z' },
      { outcome: 'needs_collection' },
    ]) {
      const problem = await refusal(testApp.request('/api/finds', post({ ...find, ...change })));
      expect(problem).toMatchObject({ status: 409, code: 'find_differs', current: first });
      expect(problem.title).toMatch(/new id/);
    }
    expect((await send({ ...find, needles_max: 4, id: randomUUID() })).status).toBe(201);
  });

  it('of another agency under the same id is its own: nobody learns what the other has', async () => {
    const id = randomUUID();
    const [here, there] = [elsewhere(), elsewhere()];
    const ours = await send({ ...here, id });
    const theirs = await send({ ...there, id, agency: 'sabrina-nhs', note: 'ours' }, chelsea);
    expect([ours.status, theirs.status]).toEqual([201, 201]);
    const find = (await theirs.json()) as Find; // as: a 201 of this route
    expect(find).toMatchObject({
      id,
      agency: 'sabrina-nhs',
      note: 'ours',
      longitude: there.longitude,
    });
    const { finds } = await testApp.json<{ finds: Find[] }>('/api/finds?agency=sabrina-nhs');
    expect(finds.filter((one) => one.id === id)).toEqual([find]);
  });

  it('keeps its range: two to five, or more than ten', async () => {
    const place = elsewhere();
    expect(await log({ ...place, needles_min: 2, needles_max: 5 })).toMatchObject({
      needles_min: 2,
      needles_max: 5,
    });
    expect(await log({ ...place, needles_min: 11, needles_max: null })).toMatchObject({
      needles_min: 11,
      needles_max: null,
    });
    // needles are counted by the lower end
    expect(await testApp.json<HexDetail>(`/api/hexes/${cellOf(place)}`)).toMatchObject({
      total: 2,
      needles: 13,
    });
  });

  it('needs neither accuracy nor kind of place nor a note', async () => {
    const find = newFind(elsewhere());
    const least = Object.fromEntries(
      Object.entries(find).filter(([key]) => !['accuracy', 'place_type', 'note'].includes(key)),
    );
    expect(await testApp.json<Find>('/api/finds', post(least))).toMatchObject({
      accuracy: null,
      place_type: null,
      note: '',
    });
  });
});

describe('A search that found nothing', () => {
  it('is kept, and counted nowhere', async () => {
    const place = elsewhere();
    const { incidents: before } = await testApp.json<{ incidents: number }>(
      '/api/health',
      asOperator,
    );
    const sweep = await log({ ...place, outcome: 'nothing_found', needles_min: 0, needles_max: 0 });
    expect(sweep).toMatchObject({ outcome: 'nothing_found', needles_min: 0, needles_max: 0 });
    const { finds } = await testApp.json<{ finds: Find[] }>('/api/finds');
    expect(finds.find(({ id }) => id === sweep.id)).toEqual(sweep);
    expect(await onTheMap(cellOf(place))).toBeUndefined();
    expect(await testApp.json<HexDetail>(`/api/hexes/${cellOf(place)}`)).toMatchObject({
      total: 0,
      needles: 0,
    });
    expect((await testApp.json<{ incidents: number }>('/api/health', asOperator)).incidents).toBe(
      before,
    );
    await testApp.reopen();
    expect(await onTheMap(cellOf(place))).toBeUndefined();
    // and a find in the same place is
    await log(place);
    expect((await onTheMap(cellOf(place)))?.total).toBe(1);
  });
});

describe('A phone whose clock is wrong', () => {
  it('by three hours is corrected and marked so', async () => {
    const slow = await log({
      ...elsewhere(),
      found_at: '2025-11-22T08:40:00Z',
      sent_at: '2025-11-22T09:00:00Z',
    });
    expect(slow).toMatchObject({ found_at: '2025-11-22T11:40:00.000Z', clock_corrected: true });
    const fast = await log({
      ...elsewhere(),
      found_at: '2025-11-22T14:40:00+00:00',
      sent_at: '2025-11-22T15:00:00+00:00',
    });
    expect(fast).toMatchObject({ found_at: '2025-11-22T11:40:00.000Z', clock_corrected: true });
  });

  it('by nothing but its zone is right: an offset is not an error', async () => {
    const find = await log({
      ...elsewhere(),
      found_at: '2025-11-22T17:10:00+05:30',
      sent_at: '2025-11-22T17:30:00+05:30',
    });
    expect(find).toMatchObject({ found_at: '2025-11-22T11:40:00.000Z', clock_corrected: false });
  });

  const silly: readonly [string, string, string][] = [
    ['in 1970', '1970-01-01T00:00:05Z', '1970-01-01T00:20:05Z'],
    [
      'in 1970 when it found, and right when it sent',
      '1970-01-01T00:00:05Z',
      '2025-11-22T12:00:00Z',
    ],
    ['in the year 0', '0000-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
    ['in the year 0 when it found', '0000-01-01T00:00:00Z', '2025-11-22T12:00:00Z'],
    ['in the year 9999', '9999-12-31T23:59:59-12:00', '9999-12-31T23:59:59-12:00'],
    ['ahead when it found', '2026-11-22T11:40:00Z', '2025-11-22T12:00:00Z'],
  ];
  for (const [title, found_at, sent_at] of silly)
    it(`${title} loses nothing: the find is stored near now, flagged, on the map, and the history does not grow`, async () => {
      const place = elsewhere();
      const find = await log({ ...place, found_at, sent_at });
      expect(find.clock_corrected).toBe(true);
      expect(find.found_at.slice(0, 10)).toBe('2025-11-22');
      expect((await onTheMap(cellOf(place)))?.total).toBe(1);
      expect(await testApp.json('/api/partnership')).toMatchObject({
        history: { first: '2025-11-22', last: '2025-11-22' },
      });
    });

  it('has its day by the clock of London, also in summer', async () => {
    testApp.setClock('2025-07-10T23:30:00Z');
    const place = elsewhere();
    await log({ ...place, found_at: '2025-07-10T23:10:00Z', sent_at: '2025-07-10T23:30:00Z' });
    testApp.setClock(TODAY);
    expect(await onTheMap(cellOf(place), '&from=2025-07-10&to=2025-07-10')).toBeUndefined();
    expect((await onTheMap(cellOf(place), '&from=2025-07-11&to=2025-07-11'))?.total).toBe(1);
  });
});

describe('A find is refused, in words, and nothing is stored,', () => {
  const refused: readonly [string, Record<string, unknown>, string, string | RegExp][] = [
    [
      'in Paris',
      { longitude: 2.35, latitude: 48.86 },
      'longitude',
      'This place is outside the United Kingdom. Move the pin, then save again.',
    ],
    [
      'at the end of the Gulf of Guinea',
      { longitude: 0, latitude: 0 },
      'longitude',
      /outside the United Kingdom/,
    ],
    ['beyond the world', { latitude: 91 }, 'latitude', /./],
    [
      'with more at the lower end',
      { needles_min: 5, needles_max: 2 },
      'needles_max',
      'The upper count is below the lower one.',
    ],
    ['of no needles', { needles_min: 0, needles_max: 0 }, 'outcome', /a find has at least one/],
    ['of none to five', { needles_min: 0, needles_max: 5 }, 'outcome', /a find has at least one/],
    [
      'of nought or more',
      { needles_min: 0, needles_max: null },
      'outcome',
      /a find has at least one/,
    ],
    [
      'of needles in a search that found nothing',
      { outcome: 'nothing_found' },
      'outcome',
      /has no needles/,
    ],
    [
      'of nought or more in a search that found nothing',
      { outcome: 'nothing_found', needles_min: 0, needles_max: null },
      'needles_max',
      /has no needles/,
    ],
    ['of half a needle', { needles_min: 1.5 }, 'needles_min', /./],
    ['at no time', { found_at: 'yesterday' }, 'found_at', /./],
    ['without an id of its own', { id: '1' }, 'id', /./],
  ];
  for (const [title, about, path, sentence] of refused)
    it(title, async () => {
      const before = await stored();
      const problem = await refusal(send(about));
      expect(problem).toMatchObject({ status: 422, code: 'invalid_input' });
      expect(sentences(problem)[path]).toMatch(sentence);
      expect(await stored()).toEqual(before);
    });

  it('of an agency that nobody knows', async () => {
    const problem = await refusal(send({ agency: 'the-guild' }));
    expect(problem).toMatchObject({ status: 422, code: 'unknown_agency' });
  });
});

describe('The list of finds', () => {
  it('is the latest first, of one agency where requested, and no longer than requested', async () => {
    for (let minute = 0; minute < 3; minute++) {
      testApp.setClock(`2025-11-22T15:0${minute}:00Z`);
      await log({ ...elsewhere(), agency: 'sabrina-police' }, bob);
    }
    testApp.setClock(TODAY);
    const { finds } = await testApp.json<{ finds: Find[] }>(
      '/api/finds?agency=sabrina-police&limit=2',
      {},
      alice,
    );
    expect(finds.map(({ received_at }) => received_at)).toEqual([
      '2025-11-22T15:02:00.000Z',
      '2025-11-22T15:01:00.000Z',
    ]);
    expect((await refusal(testApp.request('/api/finds?limit=0'))).status).toBe(422);
    expect((await refusal(testApp.request('/api/finds?agency=the-guild'))).code).toBe(
      'unknown_agency',
    );
  });
});
