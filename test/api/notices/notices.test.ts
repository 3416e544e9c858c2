/** Notices: written once, sent by a real mail server or the like of GOV.UK Notify, tried again, and read in the app. */
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NoticesConfig } from '#api/notices/notice_sender.ts';
import type { Notices } from '#api/contract/notices.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { queueNotices, type NewNotice } from '#api/notices/queries.ts';
import { sendDue } from '#api/notices/send_due.ts';
import type { NoticeSender } from '#api/notices/notice_sender.ts';
import { senderOf } from '#api/notices/sender.ts';
import { startNotices } from '#api/notices/start_sending.ts';
import { TODAY, withTestApp } from '#test/support/test_app.ts';
import {
  startMailServer,
  startNotify,
  type MailServer,
  type NotifyService,
} from '#test/support/notice_services.ts';
import { alice, bob, chelsea, dev, type Person } from '#test/support/people.ts';

const testApp = await withTestApp({ agreements: 'none' });
const log = pino({ level: 'silent' });
const template = '0a1b2c3d-0000-4000-8000-00000000000a';
const base = new URL('https://cg.example/');

const ADDRESSES: Record<string, string> = {
  Alice: 'alice@severnside.example',
  Bob: 'bob@police.example',
};
beforeEach(async () => {
  testApp.setClock(TODAY);
  await asOwner(testApp.database, async (tx) => {
    await tx`delete from notice`;
    await tx`update membership set ended_at = null`;
    for (const [name, email] of Object.entries(ADDRESSES))
      await tx`update account set email = ${email} where name = ${name}`;
  });
});

const of = (person: Person, more: Partial<NewNotice> = {}): NewNotice => ({
  accountId: testApp.viewer(person).accountId,
  agencyId: testApp.agencyId(person),
  key: 'test:1',
  subject: 'Something to read',
  text: 'Somebody has done something.',
  path: '/owed?quarter=2025-Q2',
  ...more,
});
const queue = (...notices: readonly NewNotice[]) =>
  asOwner(testApp.database, (tx) => queueNotices(tx, notices, testApp.now()));
const noticesOf = (person: Person = alice) => testApp.json<Notices>('/api/notices', {}, person);
const round = (sender: NoticeSender) =>
  sendDue({ database: testApp.database, sender, base, log, now: testApp.now });
const minutesOn = (minutes: number) =>
  testApp.setClock(new Date(Date.parse(TODAY) + minutes * 60_000).toISOString());

let mail: MailServer;
let notify: NotifyService;
let sender: NoticeSender;
afterEach(() => sender.close());

describe('A notice', () => {
  beforeEach(() => {
    sender = senderOf({ form: 'log' }, log);
  });

  it('is sent once, however often it is queued', async () => {
    expect(await queue(of(alice), of(bob))).toBe(2);
    expect(await queue(of(alice), of(alice, { key: 'test:2' }))).toBe(1);
    expect((await noticesOf()).notices.length).toBe(2);
    expect((await noticesOf(bob)).notices.length).toBe(1);
  });

  it('is read by its recipient, and by nobody else of their agency', async () => {
    const colleague: Person = { name: 'Colin', agency: alice.agency };
    await testApp.addPerson(colleague);
    await queue(of(alice));
    expect((await noticesOf()).notices).toMatchObject([
      { subject: 'Something to read', path: '/owed?quarter=2025-Q2', sent_at: null },
    ]);
    expect((await noticesOf(colleague)).notices).toEqual([]);
    expect((await noticesOf(chelsea)).notices).toEqual([]);
    expect((await testApp.request('/api/notices', {}, dev)).status).toBe(401);
  });

  it('has one line as its subject, whatever a feed is called', async () => {
    await queue(of(alice, { subject: 'Noise\r\nBcc: eve@example.com' }));
    expect((await noticesOf()).notices[0]?.subject).toBe('Noise Bcc: eve@example.com');
  });

  it('leads to a page of ours and nowhere else', async () => {
    for (const path of ['https://evil.example', '//evil.example', '/\\evil.example', 'owed'])
      await expect(queue(of(alice, { path }))).rejects.toThrow(/check constraint/);
    expect(await queue(of(alice, { path: '/' }))).toBe(1);
  });

  it('is written with what it tells of, or not at all', async () => {
    const broken = asOwner(testApp.database, async (tx) => {
      await queueNotices(tx, [of(alice)], testApp.now());
      throw new Error('the rest went wrong');
    });
    await expect(broken).rejects.toThrow('the rest went wrong');
    expect((await noticesOf()).notices).toEqual([]);
  });

  it('stays in the app where the server sends no mail, and the log has neither words nor addresses', async () => {
    const lines: string[] = [];
    const listening = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
    await queue(of(alice), of(chelsea));
    expect(await round(senderOf({ form: 'log' }, listening))).toBe(2);
    const { sent_by, notices } = await noticesOf();
    expect([sent_by, notices[0]?.sent_at]).toEqual(['log', new Date(TODAY).toISOString()]);
    expect(lines.length).toBe(2);
    expect(lines.join()).not.toMatch(/Something|Somebody|severnside|alice/i);
  });
});

describe('By mail', () => {
  beforeEach(async () => {
    mail = await startMailServer({ login: 'p@ss' });
    const url = new URL(mail.url);
    url.username = 'cg';
    url.password = encodeURIComponent('p@ss');
    sender = senderOf({ form: 'smtp', url, from: 'Common Ground <cg@council.example>' }, log);
    return () => mail.close();
  });

  it('each arrives once, with a link, for one person', async () => {
    await queue(of(alice), of(bob, { subject: 'Für Bob – 3 Orte' }));
    expect(await round(sender)).toBe(2);
    expect(await round(sender)).toBe(0);
    expect(mail.letters.map(({ to }) => to)).toEqual([
      ['alice@severnside.example'],
      ['bob@police.example'],
    ]);
    const source = mail.letters[0]?.source ?? '';
    expect(source).toMatch(/^From: Common Ground <cg@council\.example>/m);
    expect(source).toMatch(/^Subject: Something to read/m);
    expect(source).toMatch(/^Auto-Submitted: auto-generated/m);
    const unfolded = source.replaceAll('=\r\n', '').replaceAll('=3D', '=');
    expect(unfolded).toContain('Open it: https://cg.example/owed?quarter=2025-Q2');
    expect((await noticesOf()).notices[0]).toMatchObject({ trouble: null });
    expect((await noticesOf()).notices[0]?.sent_at).not.toBeNull();
  });

  it('goes later when the server says later, under the same Message-ID', async () => {
    await queue(of(alice));
    mail.answer = { code: 451, when: 'after' };
    expect(await round(sender)).toBe(0);
    expect((await noticesOf()).notices[0]).toMatchObject({ sent_at: null, trouble: 'busy' });
    mail.answer = null;
    expect(await round(sender)).toBe(0);
    minutesOn(3);
    expect(await round(sender)).toBe(1);
    expect((await noticesOf()).notices[0]).toMatchObject({ trouble: null });
    const ids = mail.letters.map(({ source }) => /^Message-ID: (.*)$/im.exec(source)?.[1]);
    expect(ids.length).toBe(2);
    expect(ids[0]).toBe(ids[1]);
  });

  it('is not tried again when the address is refused, and says so', async () => {
    await queue(of(alice));
    mail.answer = { code: 550, when: 'before' };
    await round(sender);
    mail.answer = null;
    minutesOn(60 * 24);
    expect(await round(sender)).toBe(0);
    expect((await noticesOf()).notices[0]).toMatchObject({ sent_at: null, trouble: 'refused' });
  });

  it('waits while the server is unavailable, and is given up after days', async () => {
    await queue(of(alice));
    await mail.close();
    let days = 0;
    for (let minutes = 0; minutes < 60 * 24 * 6; minutes += 60 * 6) {
      minutesOn(minutes);
      await round(sender);
      const { trouble } = (await noticesOf()).notices[0] ?? {};
      if (trouble === 'given_up') break;
      expect(trouble).toBe('away');
      days = minutes / 60 / 24;
    }
    expect(days).toBeGreaterThan(3);
    expect((await noticesOf()).notices[0]?.trouble).toBe('given_up');
    mail = await startMailServer();
  });

  it('with a wrong password says that the settings are wrong', async () => {
    const url = new URL(mail.url);
    url.username = 'cg';
    url.password = 'wrong';
    await queue(of(alice));
    const wrong = senderOf({ form: 'smtp', url, from: 'cg@council.example' }, log);
    await round(wrong);
    wrong.close();
    expect((await noticesOf()).notices[0]?.trouble).toBe('misconfigured');
    minutesOn(3);
    expect(await round(sender)).toBe(1);
  });

  it('does not follow a person who has left, nor one without an address', async () => {
    await queue(of(alice), of(bob), of(chelsea));
    await asOwner(
      testApp.database,
      (tx) =>
        tx`update membership set ended_at = now() where account_id = ${testApp.viewer(bob).accountId}`,
    );
    expect(await round(sender)).toBe(1);
    expect(mail.letters.map(({ to }) => to)).toEqual([['alice@severnside.example']]);
    expect((await noticesOf(chelsea)).notices[0]?.trouble).toBe('no_address');
    const rows = await asOwner(
      testApp.database,
      (tx) => tx`select trouble from notice where account_id = ${testApp.viewer(bob).accountId}`,
    );
    expect(rows).toEqual([{ trouble: 'left' }]);
  });

  it('is tried again after the server died between taking it up and sending it', async () => {
    await queue(of(alice));
    const dies: NoticeSender = { ...sender, send: () => Promise.reject(new Error('killed')) };
    await expect(round(dies)).rejects.toThrow('killed');
    minutesOn(14);
    expect(await round(sender)).toBe(0);
    minutesOn(16);
    expect(await round(sender)).toBe(1);
  });

  it('goes by itself for as long as the server runs', async () => {
    await queue(...Array.from({ length: 25 }, (_, i) => of(alice, { key: `test:${i}` })));
    const notices: NoticesConfig = { form: 'smtp', url: mail.url, from: 'cg@council.example' };
    mail.letters.length = 0;
    const open = await startMailServer();
    const running = startNotices(
      {
        database: testApp.database,
        config: { ...testApp.config, notices: { ...notices, url: open.url } },
        log,
        now: testApp.now,
      },
      base,
      (run) => run,
    );
    await vi.waitFor(() => expect(open.letters.length).toBe(25), 20_000);
    await running.stop();
    await open.close();
    expect((await noticesOf()).notices.every(({ sent_at }) => sent_at !== null)).toBe(true);
  });
});

describe('Through GOV.UK Notify', () => {
  beforeEach(async () => {
    notify = await startNotify();
    sender = senderOf(
      { form: 'notify', apiKey: `council-${template}-${template}`, template, url: notify.url },
      log,
    );
    return () => notify.close();
  });

  it('with the template’s two fields', async () => {
    await queue(of(alice));
    expect(await round(sender)).toBe(1);
    expect(notify.letters).toMatchObject([
      {
        template_id: template,
        email_address: 'alice@severnside.example',
        personalisation: { subject: 'Something to read' },
      },
    ]);
    expect(notify.letters[0]?.personalisation.text).toContain('https://cg.example/owed');
  });

  it('once, also when the line broke after it was taken', async () => {
    await queue(of(alice));
    notify.answer = 'silent';
    expect(await round(sender)).toBe(0);
    expect((await noticesOf()).notices[0]?.trouble).toBe('away');
    notify.answer = null;
    minutesOn(3);
    expect(await round(sender)).toBe(1);
    expect(notify.letters.length).toBe(1);
  });

  it.each([
    [429, 'busy', true],
    [500, 'away', true],
    [403, 'misconfigured', true],
    [400, 'refused', false],
  ] as const)('an answer of %d is %s; tried again: %s', async (status, trouble, again) => {
    await queue(of(alice));
    notify.answer = status;
    await round(sender);
    expect((await noticesOf()).notices[0]?.trouble).toBe(trouble);
    notify.answer = null;
    minutesOn(3);
    expect(await round(sender)).toBe(again ? 1 : 0);
  });
});
