/** Unusual days: found when a file comes in; whoever may read the rows is notified, once. */
import { beforeAll, describe, expect, it } from 'vitest';
import { AlertService } from '#api/alerts/alert_service.ts';
import type { AlertList, Subscription, SubscriptionList } from '#api/contract/alerts.ts';
import type { Notices } from '#api/contract/notices.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { dayOf, isoOf } from '#api/time/local_day.ts';
import { putArea } from '#api/areas/queries.ts';
import { post, refusal } from '#test/api/http/calls.ts';
import { logCsv, needlesCsv, policeCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, dev, type Person } from '#test/support/people.ts';
import { agree } from '#test/support/sign_in.ts';

const testApp = await withTestApp({ agreements: 'none' });
testApp.imports.whenChanged(() => testApp.alerts.lookSoon());

const SPIKE = '2025-11-19'; // a Wednesday, three days before the tests' today
const QUIET_FROM = dayOf('2025-09-10');
let made = 0;
/** A row a day until the spike, of whatever is requested. */
const rows = (from: number, until: number, each: number) =>
  Array.from({ length: (until - from + 1) * each }, (_, i) => ({
    reference: `R${++made}`,
    date: `${isoOf(from + Math.floor(i / each))} 14:05`,
  }));
const quiet = () => logCsv(rows(QUIET_FROM, dayOf(SPIKE) - 1, 1));
const spike = (n = 15) => logCsv(rows(dayOf(SPIKE), dayOf(SPIKE), n));
const bring = async (text: string, dataset: string, as: Person = alice) => {
  const done = await testApp.importFile(text, { dataset, as, name: `${dataset}.csv` });
  expect(done.state).toBe('done');
  await testApp.alerts.settled();
  return done;
};
/** As a server that was started again: it has looked at nothing yet. */
const startedAgain = () => new AlertService(testApp.database, testApp.now, testApp.log);
const alertsOf = async (person: Person) =>
  (await testApp.json<AlertList>('/api/alerts', {}, person)).alerts;
const ofFeed = async (person: Person, feed: string) =>
  (await alertsOf(person)).filter((alert) => alert.feed.toLowerCase().includes(feed));

beforeAll(async () => {
  const square = (west: number, east: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [west, 52.1],
        [east, 52.1],
        [east, 52.3],
        [west, 52.3],
        [west, 52.1],
      ],
    ],
  });
  const about = { kind: 'custom', source: 'made up' };
  await asOwner(testApp.database, async (tx) => {
    const outline = square(-2.3, -2.1);
    await putArea(tx, { ...about, slug: 'old-town', name: 'Old Town', outline });
    await putArea(tx, { ...about, slug: 'hills', name: 'Hills', outline: square(-2.6, -2.5) });
  });
});

describe('A file with an unusual day', () => {
  it('alerts when it comes in, and says how unusual, where, and where the map shows it', async () => {
    await bring(quiet(), 'noise');
    expect(await ofFeed(alice, 'noise')).toEqual([]);
    await bring(spike(), 'noise');
    const [alert, ...more] = await ofFeed(alice, 'noise');
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      agency: { slug: 'severnside-council', name: 'Severnside Council' },
      kind: 'asb',
      area: { slug: 'old-town', name: 'Old Town' },
      signal: 'incidents',
      day: SPIKE,
      n: 15,
      finds: null,
      usual: 1,
      held_to: 8,
      taken_back_at: null,
      map: `from=${SPIKE}&to=${SPIKE}&kind=asb&agency=severnside-council&area=old-town`,
    });
    expect(alert?.p).toBeLessThan(1e-5);
    expect(alert?.once_in_days).toBeGreaterThan(365);
    // what the map says under these parameters is what the alert says
    const shown = await testApp.json<{ total: number }>(`/api/hexes?resolution=9&${alert?.map}`);
    expect(shown.total).toBe(15);
  });

  it('alerts once: the same file again, another feed’s and another look say it no second time', async () => {
    const before = await alertsOf(alice);
    await bring(logCsv(rows(dayOf(SPIKE) + 1, dayOf(SPIKE) + 1, 1)), 'noise');
    await bring(quiet(), 'other-noise');
    await startedAgain().look();
    expect(await alertsOf(alice)).toEqual(before);
    expect(before).toHaveLength(1);
  });

  it('is taken back when the rows are, and stands again when they come again', async () => {
    const [before] = await ofFeed(alice, 'noise');
    const { imports } = await testApp.json<{
      imports: { id: number; rows: { accepted: number } }[];
    }>('/api/imports');
    const spiked = imports.find(({ rows: { accepted } }) => accepted === 15);
    await testApp.json(`/api/imports/${spiked?.id}`, { method: 'DELETE' });
    await testApp.alerts.settled();
    const [gone] = await ofFeed(alice, 'noise');
    expect(gone).toMatchObject({ id: before?.id, taken_back_at: '2025-11-22T12:00:00.000Z' });
    await bring(spike(16), 'noise');
    const again = await ofFeed(alice, 'noise');
    expect(again).toMatchObject([{ id: before?.id, n: 16, taken_back_at: null }]);
  });

  it('of long ago is history and no alert, and neither is a month without days', async () => {
    const old = dayOf('2025-06-11');
    await bring(logCsv(rows(old - 70, old - 1, 1)), 'old-noise');
    await bring(logCsv(rows(old, old, 20)), 'old-noise');
    expect(await ofFeed(alice, 'old')).toEqual([]);
    await bring(
      policeCsv(Array.from({ length: 40 }, (_, i) => ({ id: `p${i}`, month: '2025-11' }))),
      'street',
    );
    // it is there: looked at as it would have been then, it alerts
    await startedAgain().look({ back: 20, stale: 400 });
    expect((await ofFeed(alice, 'old')).map(({ day }) => day)).toEqual([isoOf(old)]);
    expect(await ofFeed(alice, 'street')).toEqual([]);
  });

  it('of finds with many more needles than finds hold tells how many, in how many finds', async () => {
    const finds = Array.from({ length: 30 }, (_, i) => ({
      job: `J${i}`,
      date: `${isoOf(dayOf(SPIKE) - 2 * i - 1)} 09:30`,
      needles: String(1 + (i % 3)),
    }));
    await bring(needlesCsv(finds), 'needles');
    await bring(needlesCsv([{ job: 'J99', date: `${SPIKE} 09:30`, needles: '80' }]), 'needles');
    expect(await ofFeed(alice, 'needles')).toMatchObject([
      { kind: 'needle_find', signal: 'needles', day: SPIKE, n: 80, finds: 1, held_to: 28 },
    ]);
  });
});

describe('An alert is visible', () => {
  it('by its own agency’s people, and by nobody else without an agreement', async () => {
    for (const person of [bob, chelsea]) expect(await alertsOf(person)).toEqual([]);
    expect((await testApp.request('/api/alerts', {}, dev)).status).toBe(401);
    expect((await alertsOf(alice)).length).toBeGreaterThan(2);
  });

  it('not under an agreement about counts of months, which a day’s count would go beyond; under one about records it is', async () => {
    const terms = { provider: alice, recipient: chelsea, kinds: ['asb'] } as const;
    await agree(testApp, { ...terms, level: 'cell', resolution: 9, threshold: 1 });
    expect(await alertsOf(chelsea)).toEqual([]);
    // of a higher sensitivity there is nothing either
    await agree(testApp, { ...terms, level: 'point', maxSensitivity: 0 });
    expect(await alertsOf(chelsea)).toEqual([]);
    await agree(testApp, { ...terms, level: 'point', maxSensitivity: 1 });
    const visible = await alertsOf(chelsea);
    expect(visible.map(({ kind }) => kind)).toContain('asb');
    expect(visible.map(({ kind }) => kind)).not.toContain('needle_find');
    expect(visible).toEqual((await alertsOf(alice)).filter(({ kind }) => kind === 'asb'));
    expect(await alertsOf(bob)).toEqual([]);
  });
});

describe('A subscription', () => {
  const listed = (person: Person) =>
    testApp
      .json<SubscriptionList>('/api/subscriptions', {}, person)
      .then(({ subscriptions }) => subscriptions);
  const subscribe = (wanted: unknown, person: Person) =>
    testApp.json<Subscription>('/api/subscriptions', post(wanted), person);

  it('is one’s own: an area or all of them, and which kinds', async () => {
    const town = await subscribe({ area: 'old-town', kinds: ['needle_find', 'asb'] }, chelsea);
    expect(town).toMatchObject({
      area: { slug: 'old-town', name: 'Old Town' },
      kinds: ['asb', 'needle_find'],
    });
    await subscribe({ kinds: ['crime'] }, chelsea);
    expect((await listed(chelsea)).map(({ area, kinds }) => [area?.slug, kinds])).toEqual([
      [undefined, ['crime']],
      ['old-town', ['asb', 'needle_find']],
    ]);
    expect(await listed(alice)).toEqual([]);
    // an administrator of another agency, or of one’s own, cannot end it
    const drop = { method: 'DELETE' };
    expect((await testApp.request(`/api/subscriptions/${town.id}`, drop, alice)).status).toBe(404);
    expect(await listed(chelsea)).toHaveLength(2);
    const left = await testApp.json<SubscriptionList>(
      `/api/subscriptions/${town.id}`,
      drop,
      chelsea,
    );
    expect(left.subscriptions.map(({ area }) => area)).toEqual([null]);
  });

  it('of an area again replaces its kinds', async () => {
    await subscribe({ area: 'hills', kinds: ['asb'] }, alice);
    await subscribe({ area: 'hills', kinds: ['crime', 'alcohol'] }, alice);
    expect((await listed(alice)).map(({ kinds }) => kinds)).toEqual([['crime', 'alcohol']]);
  });

  it('names an area that there is, and at least one kind', async () => {
    const nowhere = await testApp.request(
      '/api/subscriptions',
      post({ area: 'nowhere', kinds: ['asb'] }),
    );
    expect(await refusal(nowhere)).toMatchObject({ status: 422, fields: [{ path: 'area' }] });
    const nothing = await testApp.request('/api/subscriptions', post({ kinds: [] }));
    expect(await refusal(nothing)).toMatchObject({
      status: 422,
      fields: [{ path: 'kinds', message: 'Choose at least one kind.' }],
    });
  });
});

describe('Who subscribed is notified', () => {
  const alertNotices = async (person: Person) =>
    (await testApp.json<Notices>('/api/notices', {}, person)).notices.filter(({ path }) =>
      path.startsWith('/alerts'),
    );
  const subscribe = (wanted: unknown, person: Person) =>
    testApp.json('/api/subscriptions', post(wanted), person);

  it('of what they may see, where and of what they wanted, without figures, and once', async () => {
    await subscribe({ area: 'old-town', kinds: ['asb'] }, chelsea);
    await subscribe({ kinds: ['asb', 'crime', 'alcohol', 'needle_find'] }, bob);
    await subscribe({ area: 'hills', kinds: ['asb'] }, alice);
    expect(await alertNotices(chelsea)).toEqual([]);
    await bring(quiet(), 'late-noise');
    await bring(spike(17), 'late-noise');
    const [alert] = await ofFeed(chelsea, 'late');
    expect(alert).toMatchObject({ n: 17 });
    const [notice, ...more] = await alertNotices(chelsea);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({
      subject: 'Unusual: anti-social behaviour in Old Town, Wednesday 19 November 2025',
      path: `/alerts?alert=${alert?.id}`,
    });
    expect(notice?.text).toContain(
      'Anti-social behaviour in Old Town, Wednesday 19 November 2025: far more than is usual there on a Wednesday.',
    );
    expect(notice?.text).not.toMatch(/17|late|Severnside/);
    // Bob wants to hear of everything, and may not see this; Alice may, and wanted another place
    expect([await alertNotices(bob), await alertNotices(alice)]).toEqual([[], []]);
    await startedAgain().look();
    await bring(quiet(), 'yet-another');
    expect(await alertNotices(chelsea)).toHaveLength(1);
  });

  it('also where the server was stopped between finding and telling', async () => {
    await asOwner(testApp.database, async (tx) => {
      await tx`delete from notice`;
      await tx`update alert set told_at = null where day = ${SPIKE} and n = 17`;
    });
    expect(await alertNotices(chelsea)).toEqual([]);
    await startedAgain().look();
    expect(await alertNotices(chelsea)).toHaveLength(1);
  });

  it('no more, once the agreement or the subscription has ended', async () => {
    await asOwner(testApp.database, async (tx) => {
      await tx`delete from notice`;
      await tx`update alert set told_at = null`;
      await tx`update agreement_party set ended_at = now() where agency_id = ${testApp.agencyId(chelsea)}`;
    });
    await startedAgain().look();
    expect(await alertNotices(chelsea)).toEqual([]);
    expect(await alertsOf(chelsea)).toEqual([]);
    expect((await alertsOf(alice)).length).toBeGreaterThan(2);
  });
});
