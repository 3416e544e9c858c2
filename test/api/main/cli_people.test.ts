/** Letting people and programs in from the command line, alone on a folder and beside a running server; and the audit that
 *  tells of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InvitationBegun } from '#api/contract/sign_in.ts';
import { post } from '#test/api/http/calls.ts';
import { noStack, runCli } from '#test/api/main/run_cli.ts';
import { startServer, type RunningServer } from '#test/api/main/run_server.ts';
import { codeOf } from '#test/support/browser.ts';
import { embeddedFolder, engine, withDatabase } from '#test/support/databases.ts';

// on a server the command goes straight to the database; embedded it opens the folder, one at a time
const database = engine === 'server' ? await withDatabase({ own: true }) : null;
const dataDir =
  engine === 'server'
    ? mkdtempSync(join(tmpdir(), 'commonground-cli-people-'))
    : await embeddedFolder();
const where: Record<string, string> = {
  DATA_DIR: dataDir,
  ...(database?.url ? { DATABASE_URL: database.url } : {}),
};
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
});
const cli = (...args: string[]) => runCli(where, ...args);

const LINK = /^ {2}(http:\/\/\S+\/(?:welcome|invited)#(cgi_[\w-]{43}))$/m;
const tokenOf = (out: string): string => LINK.exec(out)?.[2] ?? '';
const scriptOf = (out: string): string => /^ {2}(cgt_[\w-]{43})$/m.exec(out)?.[1] ?? '';
const headOf = (out: string): string => /newest hash is ([0-9a-f]{64})\./.exec(out)?.[1] ?? '';
const AS_ANALYST = ['--agency', 'wyre-council', '--role', 'analyst'] as const;

/** What the server's commands leave for the ones beside it. */
const left = { invited: '', script: '', head: '' };

describe('Alone', () => {
  // each command opens the database anew: some seconds where it is embedded
  it(
    'on its folder, the operator lets in the first administrator, a person and a program',
    { timeout: 600_000 },
    async () => {
      const added = await cli(
        ...['agency', 'add', 'wyre-council', '--name', 'Wyre Council', '--kind', 'council'],
      );
      expect(added).toMatchObject({ code: 0, err: '' });
      const first = await cli('first-administrator');
      expect(first).toMatchObject({ code: 0, err: '' });
      expect(first.out).toMatch(/^Whoever opens this becomes the first administrator \(once,/);
      expect(first.out).toMatch(/\/welcome#cgi_/);
      const person = await cli(
        'account',
        'add',
        'Ann@Wyre.example',
        '--name',
        'Ann',
        ...AS_ANALYST,
      );
      expect(person).toMatchObject({ code: 0, err: '' });
      expect(person.out).toMatch(/^For Ann at wyre-council \(once, within seven days/);
      left.invited = tokenOf(person.out);
      const program = await cli('token', 'create', 'nightly export', ...AS_ANALYST, '--days', '30');
      expect(program).toMatchObject({ code: 0, err: '' });
      expect(program.out).toMatch(
        /^For nightly export at wyre-council, until 20\S+Z, shown this once:/,
      );
      left.script = scriptOf(program.out);
      const verified = await cli('audit', 'verify');
      expect(verified).toMatchObject({ code: 0, err: '' });
      expect(verified.out).toMatch(/^All \d+ lines follow from the first\. The newest hash is/);
      left.head = headOf(verified.out);
    },
  );
});

describe('Beside a running server', { timeout: 120_000 }, () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer(where);
  });
  afterAll(() => server.stop());

  const anyone = (path: string, value: unknown) => fetch(`${server.url}${path}`, post(value));
  const look = (token: string) => anyone('/api/invitations/look', { token });
  const me = (token: string) =>
    fetch(`${server.url}/api/me`, { headers: { authorization: `Bearer ${token}` } });
  /** Opens a link as the person it is for. */
  async function accept(token: string, about: object): Promise<Response> {
    const begun = await anyone('/api/invitations/begin', { token });
    const { attempt, totp } = (await begun.json()) as InvitationBegun; // as: checked by what follows
    const code = codeOf(totp.secret, new Date());
    return anyone('/api/invitations/accept', { token, attempt, code, ...about });
  }

  it('what was made without it is good here: the link of a person, and the token of a program', async () => {
    expect(await (await look(left.invited)).json()).toMatchObject({
      ...{ kind: 'person', name: 'Ann', email: 'ann@wyre.example', roles: ['analyst'] },
      invited_by: 'Operator',
    });
    expect(await (await me(left.script)).json()).toMatchObject({
      ...{ name: 'nightly export', kind: 'script', roles: ['analyst'] },
      agency: { slug: 'wyre-council' },
    });
    const accepted = await accept(left.invited, { password: 'maple tractor seven lemons' });
    expect(accepted.status).toBe(200);
    expect((await look(left.invited)).status).toBe(410);
  });

  it('another link for the first administrator makes the earlier one worthless, until there is one', async () => {
    const [first, second] = [await cli('first-administrator'), await cli('first-administrator')];
    expect(LINK.exec(second.out)?.[1]).toContain(`${server.url}/welcome#`);
    expect((await look(tokenOf(first.out))).status).toBe(410);
    expect((await look(tokenOf(second.out))).status).toBe(200);
    const accepted = await accept(tokenOf(second.out), {
      name: 'Frances',
      email: 'frances@wyre.example',
      password: 'seven other unrelated nouns',
      agency: { slug: 'wyre-council' },
    });
    expect(accepted.status).toBe(200);
    const third = await cli('first-administrator');
    expect([third.code, third.err]).toEqual([1, '']);
    expect(third.out).toBe(
      'There is an administrator already. To let somebody else in: account add EMAIL …\n',
    );
  });

  it('a person who has lost what they sign in with is signed out, and gets a link to begin anew', async () => {
    const password = 'maple tractor lemons seven';
    const added = await cli('account', 'add', 'bea@wyre.example', '--name', 'Bea', ...AS_ANALYST);
    const accepted = await accept(tokenOf(added.out), { password });
    const cookie = accepted.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const hers = () => fetch(`${server.url}/api/me`, { headers: { cookie } });
    expect((await hers()).status).toBe(200);
    const reset = await cli('account', 'reset', 'BEA@wyre.example', '--agency', 'wyre-council');
    expect(reset).toMatchObject({ code: 0, err: '' });
    expect(reset.out).toMatch(/^Bea is signed out everywhere\. To set up signing in anew \(once/);
    expect((await hers()).status).toBe(401);
    expect(await (await look(tokenOf(reset.out))).json()).toMatchObject({ kind: 'reset' });
    // she works here: a second account is not made
    const again = await cli('account', 'add', 'bea@wyre.example', '--name', 'B', ...AS_ANALYST);
    expect([again.code, again.out]).toEqual([2, '']);
    expect(again.err).toMatch(/^Some fields need correcting\.\nemail: Bea works here already\./);
  });

  it('a program’s token is made for so many days, and is nobody’s way to more', async () => {
    const made = await cli(
      'token',
      'create',
      'audit',
      ...['--agency', 'wyre-council'],
      ...['--role', 'administrator', '--role', 'reader'],
    );
    const token = scriptOf(made.out);
    const until = /until (\S+Z),/.exec(made.out)?.[1] ?? '';
    const days = (Date.parse(until) - Date.now()) / (24 * 3600_000);
    expect(days).toBeGreaterThan(364.9);
    expect(days).toBeLessThanOrEqual(365);
    expect(await (await me(token)).json()).toMatchObject({ roles: ['administrator', 'reader'] });
    const another = await fetch(`${server.url}/api/scripts`, {
      ...post({ label: 'x', days: 1, roles: ['analyst'] }),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    expect(await another.json()).toMatchObject({ status: 403, code: 'browser_only' });
  });

  it('the audit is whole, has the hash noted before, and not one that was never there', async () => {
    const verified = await cli('audit', 'verify', '--head', left.head);
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(headOf(verified.out)).not.toBe(left.head);
    const other = await cli('audit', 'verify', '--head', 'ab'.repeat(32));
    expect([other.code, other.err]).toEqual([1, '']);
    expect(other.out).toBe(
      'The hash noted earlier is not in the chain: the chain was made anew.\n',
    );
    // it tells who was let in and by whom, and holds nothing that lets anybody in
    const answer = await server.fetch('/api/audit?limit=200');
    const text = await answer.text();
    for (const event of ['person.invited', 'person.joined', 'person.reset', 'script.made'])
      expect(text).toContain(event);
    expect(text).toContain('Operator');
    expect(text).not.toMatch(/cg[a-z]_[\w-]{43}/);
  });

  it('what is missing or wrong is a sentence on what to do, with exit code 2', async () => {
    const person = ['account', 'add', 'cy@wyre.example', '--name', 'Cy'] as const;
    for (const [args, words] of [
      [['account', 'add'], /^Write: account add EMAIL --name NAME --agency SLUG --role ROLE/],
      [[...person, '--agency', 'wyre-council'], /^Write: account add EMAIL/],
      [
        [...person, '--agency', 'the-guild', '--role', 'analyst'],
        /^No agency is called “the-guild”\. There are: wyre-council\./,
      ],
      [
        [...person, '--agency', 'wyre-council', '--role', 'emperor'],
        /^There is no role “emperor”\. Write one of administrator, analyst, tasking, owner, street, reader\./,
      ],
      [
        ['account', 'add', 'not-an-address', '--name', 'Cy', ...AS_ANALYST],
        /email: Write an e-mail address\./,
      ],
      [['account', 'reset', 'cy@wyre.example'], /^Write: account reset EMAIL --agency SLUG\./],
      [
        ['account', 'reset', 'nobody@wyre.example', '--agency', 'wyre-council'],
        /^Nobody at wyre-council signs in as nobody@wyre\.example\./,
      ],
      [['token', 'create', '--agency', 'wyre-council'], /^Write: token create LABEL --agency SLUG/],
      [
        ['token', 'create', 'x', ...AS_ANALYST, '--days', 'soon'],
        /^--days soon: write a whole number from 1 to 365\./,
      ],
      [
        ['token', 'create', 'x', ...AS_ANALYST, '--days', '400'],
        /^--days 400: write a whole number from 1 to 365\./,
      ],
      [
        ['token', 'create', 'x', '--agency', 'wyre-council', '--role', 'constructor'],
        /^There is no role “constructor”\./,
      ],
      [['audit', 'verify', '--head', 'abc'], /Write the hash as 64 hexadecimal digits\./],
      [['audit', 'verify', 'now'], /now/],
      [['first-administrator', 'please'], /please/],
    ] as const) {
      const { code, out, err } = await cli(...args);
      expect([args, code, out]).toEqual([args, 2, '']);
      expect(err).toMatch(words);
      expect(err).toMatch(noStack);
    }
  });
});
