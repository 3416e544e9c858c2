/** A server whose clock is wrong for a while and then set right: nothing stays wrong that a person would have to mend. */
import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { ClockCheck } from '#api/closed_months/clock_check.ts';
import { ClosingService } from '#api/closed_months/closing_service.ts';
import type { Find } from '#api/contract/finds.ts';
import { asOwner } from '#api/db/as_agency.ts';
import type { NoticeSender } from '#api/notices/notice_sender.ts';
import { queueNotices } from '#api/notices/queries.ts';
import { sendDue } from '#api/notices/send_due.ts';
import { post } from '#test/api/http/calls.ts';
import { isIn, openBrowser, settleIn, signInBy, somebody } from '#test/support/browser.ts';
import { logCsv, newFind } from '#test/support/factories.ts';
import { alice } from '#test/support/people.ts';
import { TODAY, withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();
const log = pino({ level: 'silent' });
const HOUR_MS = 3600_000;
const clockAt = (hours: number) =>
  testApp.setClock(new Date(Date.parse(TODAY) + hours * HOUR_MS).toISOString());
afterEach(() => clockAt(0));
const YEAR = 365 * 24;

describe('A session', () => {
  it('outlives a clock that is set back by minutes; of one set back by a year it is refused until that is right', async () => {
    const browser = openBrowser(testApp);
    await settleIn(testApp, browser, somebody());
    for (const [hours, isStill] of [
      [-0.5, true],
      [-YEAR, false],
      [0.1, true],
    ] as const) {
      clockAt(hours);
      expect([hours, await isIn(browser)]).toEqual([hours, isStill]);
    }
  });

  it('that began while the clock was a year ahead does not last a year: it is over when the clock is right', async () => {
    const person = somebody();
    const { secret } = await settleIn(testApp, openBrowser(testApp), person);
    clockAt(YEAR);
    const browser = openBrowser(testApp);
    await signInBy(testApp, browser, person, secret);
    expect(await isIn(browser)).toBe(true);
    clockAt(0);
    expect(await isIn(browser)).toBe(false);
  });
});

describe('A find', () => {
  it('is stored once, whatever the clock says when it is sent and when it is sent again', async () => {
    const find = newFind();
    clockAt(-YEAR);
    expect((await testApp.request('/api/finds', post(find))).status).toBe(201);
    clockAt(0);
    expect((await testApp.request('/api/finds', post(find))).status).toBe(200);
    const { finds } = await testApp.json<{ finds: Find[] }>('/api/finds');
    expect(finds.filter(({ id }) => id === find.id)).toHaveLength(1);
  });
});

describe('A letter', () => {
  const sent: string[] = [];
  let works = true;
  const sender: NoticeSender = {
    form: 'smtp',
    send: ({ subject }) => {
      if (works) sent.push(subject);
      return Promise.resolve(works ? { sent: true } : { sent: false, trouble: 'away' });
    },
    close: () => undefined,
  };
  const send = () =>
    sendDue({
      ...{ database: testApp.database, sender, log, now: testApp.now },
      base: new URL('https://cg.example/'),
    });
  const queue = (subject: string) =>
    asOwner(testApp.database, async (tx) => {
      await tx`update account set email = 'alice@severnside.example' where name = ${alice.name}`;
      await queueNotices(
        tx,
        [
          {
            accountId: testApp.viewer(alice).accountId,
            agencyId: testApp.agencyId(alice),
            ...{ key: `clock:${subject}`, subject, text: 'Something.', path: '/alerts' },
          },
        ],
        testApp.now(),
      );
    });

  it('that was written, or failed, while the clock was a year ahead goes when the clock is right', async () => {
    clockAt(YEAR);
    await queue('failed ahead');
    works = false;
    await send();
    works = true;
    await queue('written ahead');
    clockAt(0);
    await send();
    expect(sent.toSorted()).toEqual(['failed ahead', 'written ahead']);
  });

  it('waits while the clock is a year behind, and goes once', async () => {
    await queue('behind');
    sent.length = 0;
    clockAt(-YEAR);
    await send();
    clockAt(0);
    await send();
    await send();
    expect(sent).toEqual(['behind']);
  });
});

describe('A month', () => {
  it('is not closed by a clock that has jumped, and is when the clock is right again', async () => {
    await testApp.importFile(logCsv([{ date: '2025-06-03 10:00' }]), { dataset: 'noise' });
    const clock = { now: new Date(TODAY) };
    const real = { database: new Date(TODAY), lastReceived: new Date(TODAY) };
    let passed = 0;
    const check = new ClockCheck(
      () => clock.now,
      () => Promise.resolve(real),
      () => passed,
    );
    const closing = new ClosingService(testApp.database, check, log);
    const closed = async () => {
      const [row] = await testApp.database.sql.begin(async (tx) => {
        await tx`select set_config('search_path', ${`${testApp.database.schema}, public`}, true)`;
        return tx<{ last: string | null }[]>`select max(month)::text as last from closed_month`;
      });
      return row?.last ?? null;
    };
    const before = await closed();
    for (const hours of [YEAR, -YEAR, 45 * 24]) {
      clock.now = new Date(Date.parse(TODAY) + hours * HOUR_MS);
      await closing.run();
      expect([hours, await closed()]).toEqual([hours, before]);
    }
    passed = 60_000;
    clock.now = new Date(Date.parse(TODAY) + passed);
    await asOwner(testApp.database, async (tx) => expect(await check.doubt(tx)).toBeNull());
  });
});
