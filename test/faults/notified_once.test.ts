/** A process that dies between any two transactions while alerts are made, people notified or letters sent: the next one
 *  finishes, and each person is told once. */
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { AlertService } from '#api/alerts/alert_service.ts';
import type { AlertList } from '#api/contract/alerts.ts';
import type { Notices } from '#api/contract/notices.ts';
import { asOwner } from '#api/db/as_agency.ts';
import type { Database, Sql } from '#api/db/connect.ts';
import type { NoticeSender } from '#api/notices/notice_sender.ts';
import { queueNotices } from '#api/notices/queries.ts';
import { sendDue } from '#api/notices/send_due.ts';
import { dayOf, isoOf } from '#api/time/local_day.ts';
import { post } from '#test/api/http/calls.ts';
import { logCsv } from '#test/support/factories.ts';
import { alice, bob } from '#test/support/people.ts';
import { TODAY, withTestApp } from '#test/support/test_app.ts';

const testApp = await withTestApp();
const log = pino({ level: 'silent' });

class Killed extends Error {}

/** The database for a process that lives for so many transactions. One that is cut in the middle is rolled back: to the
 *  database the same as one that never began. */
function livingFor(transactions: number): Database {
  let left = transactions;
  const { sql, memberSql } = testApp.database;
  const dying = (client: Sql): Sql =>
    new Proxy(client, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (key !== 'begin' || typeof value !== 'function') return value;
        return (...about: unknown[]): unknown => {
          if (left === 0) return Promise.reject(new Killed());
          left -= 1;
          return Reflect.apply(value, target, about);
        };
      },
    });
  const { schema, engine, url, storage, copyTo } = testApp.database;
  return {
    ...{ schema, engine, url, storage, copyTo, sql: dying(sql), memberSql: dying(memberSql) },
    check: () => undefined,
    connectionLost: () => undefined,
    close: () => Promise.resolve(),
  };
}

/** Runs work that dies ever later, until it lives to its end. @returns how often it died */
async function untilItLives(
  work: (database: Database, n: number) => Promise<void>,
): Promise<number> {
  for (let n = 0; ; n++) {
    const outcome = await work(livingFor(n), n).then(
      () => 'lived',
      (error: unknown) => error,
    );
    if (outcome === 'lived') return n;
    expect(outcome).toBeInstanceOf(Killed);
  }
}

const SPIKE = '2025-11-19';
const rows = (name: string, from: number, until: number, each: number) =>
  logCsv(
    Array.from({ length: (until - from + 1) * each }, (_, i) => ({
      reference: `${name}-${from}-${i}`,
      date: `${isoOf(from + Math.floor(i / each))} 14:05`,
    })),
  );

describe('A process that dies', () => {
  it('while alerts are made: each stands once, and each subscriber has one notice of it', async () => {
    for (const person of [alice, bob])
      await testApp.json('/api/subscriptions', post({ kinds: ['asb'] }), person);
    const bring = (text: string, dataset: string) =>
      testApp.importFile(text, { dataset, as: alice });
    await bring(rows('noise', dayOf('2025-09-10'), dayOf(SPIKE) - 1, 1), 'noise');
    await bring(rows('noise', dayOf(SPIKE), dayOf(SPIKE), 15), 'noise');
    const died = await untilItLives(async (database) => {
      await new AlertService(database, testApp.now, log).look();
    });
    // a version, a look, the new alerts, the subscribers, one each of them, the notices
    expect(died).toBeGreaterThanOrEqual(6);
    await new AlertService(testApp.database, testApp.now, log).look();
    for (const person of [alice, bob]) {
      const { alerts } = await testApp.json<AlertList>('/api/alerts', {}, person);
      expect([person.name, alerts.map(({ day }) => day)]).toEqual([person.name, [SPIKE]]);
      const { notices } = await testApp.json<Notices>('/api/notices', {}, person);
      expect([person.name, notices.length]).toEqual([person.name, 1]);
    }
  });

  it('while letters are sent: none is lost, and only the one on its way goes twice, marked as tried before', async () => {
    await asOwner(testApp.database, async (tx) => {
      await tx`delete from notice`;
      await tx`update account set email = 'alice@severnside.example' where name = ${alice.name}`;
      await queueNotices(
        tx,
        Array.from({ length: 4 }, (_, n) => ({
          accountId: testApp.viewer(alice).accountId,
          agencyId: testApp.agencyId(alice),
          ...{ key: `told:${n}`, subject: `Number ${n}`, text: 'Something.', path: '/alerts' },
        })),
        testApp.now(),
      );
    });
    const letters: { subject: string; again: boolean }[] = [];
    const sender: NoticeSender = {
      form: 'smtp',
      send: ({ subject }, again) => {
        letters.push({ subject, again });
        return Promise.resolve({ sent: true });
      },
      close: () => undefined,
    };
    const base = new URL('https://cg.example/');
    const died = await untilItLives(async (database, n) => {
      // the next process comes when what was taken is due again
      testApp.setClock(new Date(Date.parse(TODAY) + n * 20 * 60_000).toISOString());
      await sendDue({ database, sender, base, log, now: testApp.now });
    });
    testApp.setClock(TODAY);
    expect(died).toBeGreaterThan(1);
    const subjects = new Set(letters.map(({ subject }) => subject));
    expect(subjects.size).toBe(4);
    for (const subject of subjects) {
      const [, ...more] = letters.filter((letter) => letter.subject === subject);
      // so that a service which knows its reference leaves the second one out
      expect([subject, more.every(({ again }) => again)]).toEqual([subject, true]);
    }
    expect(letters.length - subjects.size).toBeLessThanOrEqual(died);
    const { notices } = await testApp.json<Notices>('/api/notices', {}, alice);
    expect(notices.filter(({ sent_at }) => sent_at !== null)).toHaveLength(4);
  });
});
