/** Two worlds from one beginning. In the second, Chelsea's agency and Bob's then do what Alice's agency may not see. */
import { latLngToCell } from 'h3-js';
import { asOwner } from '#api/db/as_agency.ts';
import { putArea } from '#api/areas/queries.ts';
import { queueNotices } from '#api/notices/queries.ts';
import { makeInvitation, makePasskey, makePerson, makeSession } from '#test/matrix/http/things.ts';
import { post } from '#test/api/http/calls.ts';
import { logCsv, newFind, policeCsv } from '#test/support/factories.ts';
import { formOf, type TestApp } from '#test/support/test_app.ts';
import { alice, bob, chelsea, type Person } from '#test/support/people.ts';
import { agree } from '#test/support/sign_in.ts';

const HERE = { latitude: 52.190512, longitude: -2.220831 };
export const CELL = latLngToCell(HERE.latitude, HERE.longitude, 8);
const square = [
  [-2.3, 52.1],
  [-2.1, 52.1],
  [-2.1, 52.3],
  [-2.3, 52.3],
  [-2.3, 52.1],
];

/** Rows spread over the square, so that an analysis has something to test. */
const spread = (prefix: string, months: readonly string[], each: number) =>
  months.flatMap((month, m) =>
    Array.from({ length: each }, (_, i) => ({
      reference: `${prefix}${m}-${i}`,
      date: `${month}-${String(1 + ((i * 3) % 28)).padStart(2, '0')} ${String(i % 24).padStart(2, '0')}:05`,
      latitude: String(52.13 + ((i * 7) % 16) / 100),
      longitude: String(-2.28 + ((i * 5) % 16) / 100),
    })),
  );

const upload = async (
  testApp: TestApp,
  as: Person,
  file: string,
  about: { readonly dataset: string; readonly sensitivity: string; readonly dryRun?: boolean },
): Promise<number> => {
  const form = formOf(file, { as, dataset: about.dataset, dryRun: about.dryRun ?? false });
  form.set('sensitivity', about.sensitivity);
  const init = { method: 'POST', body: form };
  const { id } = await testApp.json<{ id: number }>('/api/imports', init, as);
  await testApp.imports.settled();
  return id;
};

/** What both worlds have, and what Alice's agency has of the others: Bob's crime to sensitivity 1 one by one and his
 *  anti-social behaviour by hexagon, nothing of Chelsea's. Chelsea has Alice's anti-social behaviour. */
export async function build(testApp: TestApp, others: readonly Person[]): Promise<void> {
  for (const person of others) await testApp.addPerson(person);
  await agree(testApp, {
    provider: bob,
    recipient: alice,
    level: 'point',
    kinds: ['crime'],
    maxSensitivity: 1,
  });
  await agree(testApp, {
    provider: bob,
    recipient: alice,
    level: 'cell',
    kinds: ['asb'],
    maxSensitivity: 1,
    resolution: 8,
    threshold: 5,
  });
  await agree(testApp, { provider: alice, recipient: chelsea, level: 'point', kinds: ['asb'] });
  await asOwner(testApp.database, (tx) =>
    putArea(tx, {
      slug: 'old-town',
      name: 'Old Town',
      kind: 'district',
      source: 'made up',
      outline: { type: 'Polygon', coordinates: [square] },
    }),
  );
  const log = { dataset: 'log', sensitivity: '1' };
  await upload(testApp, alice, logCsv(spread('A', ['2025-04', '2025-05', '2025-06'], 24)), log);
  await upload(testApp, bob, logCsv(spread('B', ['2025-05', '2025-06', '2025-10'], 6)), log);
  await upload(
    testApp,
    bob,
    policeCsv([
      { month: '2025-05', type: 'Burglary' },
      { month: '2025-06', type: 'Drugs' },
    ]),
    {
      dataset: 'street',
      sensitivity: '1',
    },
  );
  await upload(testApp, bob, policeCsv([{ month: '2025-06', type: 'Robbery' }]), {
    dataset: 'restricted',
    sensitivity: '3',
  });
  await upload(testApp, chelsea, logCsv(spread('C', ['2025-05', '2025-06'], 6)), log);
  await upload(testApp, alice, logCsv(spread('D', ['2025-06'], 2)), { ...log, dryRun: true });
  for (const person of [alice, bob, chelsea])
    await testApp.json('/api/finds', post(newFind({ agency: person.agency })), person);
  await asOwner(testApp.database, async (tx) => {
    const { accountId, agencyId } = testApp.viewer(alice);
    const notice = { accountId, agencyId, subject: 'S', text: 'T', path: '/' };
    await queueNotices(tx, [{ ...notice, key: 'one' }], testApp.now());
  });
}

/** Of agencies whose rows these are, and to nobody of Alice's agency. */
export async function doHiddenThings(testApp: TestApp): Promise<void> {
  const log = { dataset: 'log', sensitivity: '1' };
  for (let i = 0; i < 3; i++) {
    await testApp.json(
      '/api/finds',
      post(newFind({ agency: chelsea.agency, note: 'hidden' })),
      chelsea,
    );
    await testApp.json('/api/finds', post(newFind({ agency: bob.agency, note: 'hidden' })), bob);
  }
  // more rows of months that have been delivered, a correction, one taken back, one looked at, one refused
  await upload(testApp, chelsea, logCsv(spread('X', ['2025-05', '2025-06'], 9)), log);
  await upload(testApp, chelsea, logCsv([{ reference: 'X0-0', date: '2025-05-09 10:00' }]), log);
  const undone = await upload(testApp, chelsea, logCsv(spread('Y', ['2025-06'], 4)), log);
  await testApp.json(`/api/imports/${undone}`, { method: 'DELETE' }, chelsea);
  await upload(testApp, chelsea, logCsv(spread('Z', ['2025-06'], 4)), { ...log, dryRun: true });
  await upload(testApp, chelsea, logCsv([{ date: 'no date' }]), log);
  // more sensitive than what is shared
  await upload(
    testApp,
    bob,
    policeCsv([
      { month: '2025-06', type: 'Robbery' },
      { month: '2025-06', type: 'Drugs' },
    ]),
    {
      dataset: 'restricted',
      sensitivity: '3',
    },
  );
  // too few to be counted, in a hexagon that has nothing
  const few = ['F1', 'F2'].map((reference) => ({
    reference,
    date: '2025-10-05 10:00',
    latitude: '52.2905',
    longitude: '-2.1105',
  }));
  await upload(testApp, bob, logCsv(few), log);
  await asOwner(testApp.database, async (tx) => {
    const { accountId, agencyId } = testApp.viewer(chelsea);
    const notice = { accountId, agencyId, subject: 'S', text: 'T', path: '/' };
    const keys = ['a', 'b', 'c', 'd'];
    await queueNotices(
      tx,
      keys.map((key) => ({ ...notice, key })),
      testApp.now(),
    );
    await tx`
      insert into alert (
        agency_id, dataset_id, kind, sensitivity, look, signal, since, day, n, usual, held_to, p, level, once_in_days,
        data_version, made_at)
      select ${agencyId}, id, 1, 1, 'day', 'incidents', '2025-06-10', '2025-06-10', 9, 1, 8, 1e-9, 1e-6, 100, 1, ${testApp.now()}
      from dataset
      where agency_id = ${agencyId} and slug = 'log'`;
  });
  const theirs = testApp.agencyId(chelsea);
  const person = await makePerson(testApp, theirs);
  await makeSession(testApp, theirs, person);
  for (let i = 0; i < 3; i++) {
    await makePasskey(testApp, person);
    await makeInvitation(testApp, theirs);
  }
  await testApp.json('/api/subscriptions', post({ area: null, kinds: ['asb'] }), chelsea);
  await testApp.request('/api/audit?agency=nobody', {}, chelsea);
  // what came to nothing takes no number either
  const assignment = {
    hotspot_id: 99_999,
    agency: chelsea.agency,
    ...{ person: 'P', what: 'W', measure: 'M', baseline: 1, target: 0 },
    ...{ starts_on: '2025-06-01', due_on: '2025-07-01' },
  };
  const term = { starts_on: '2099-01-01', ends_on: '2099-12-31', review_on: '2099-06-01' };
  const terms = {
    level: 'point',
    kinds: ['asb'],
    max_sensitivity: 0,
    purpose: 'P',
    legal_basis: 'L',
  };
  for (const [path, body] of [
    ['/api/actions', assignment],
    ['/api/actions', { ...assignment, hotspot_id: 1, agency: 'nobody' }],
    [
      '/api/agreements',
      { ...terms, ...term, provider: bob.agency, audience: 'partners', recipient: null },
    ],
    ['/api/subscriptions', { area: 'nowhere', kinds: ['asb'] }],
    ['/api/views', { name: '', query: '' }],
  ] as const) {
    const refused = await testApp.request(path, post(body), chelsea);
    if (refused.ok) throw new Error(`${path} was not refused`);
  }
  await testApp.request('/api/imports/1/commit', { method: 'POST' }, chelsea);
}

/** In both worlds, after it: the council reads of it what is about its own records, and the rest differs. */
export async function exportBoth(testApp: TestApp): Promise<void> {
  const answer = await testApp.request('/api/exports/incidents?format=csv', {}, chelsea);
  if (answer.status !== 200) throw new Error(`the export was ${answer.status}`);
  await answer.text();
}
