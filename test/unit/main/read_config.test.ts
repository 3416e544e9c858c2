/** What an operator may write in the environment, and the sentence when it is wrong. */
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isLoopback, urlOf } from '#api/http/address.ts';
import { ConfigError, readConfig } from '#api/main/config.ts';

describe('The settings', () => {
  it('left alone are this machine, the embedded database and the sample county', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 8080,
      hostnames: [],
      publicUrl: null,
      trustedProxies: 0,
      privateProviders: false,
      minFree: null,
      databaseUrl: undefined,
      backupDir: null,
      backupPassphrase: null,
      dataDir: resolve('.data'),
      schema: 'commonground',
      sample: true,
      basemap: { form: 'none' },
      notices: { form: 'log' },
      maxUploadBytes: 512 * 2 ** 20,
      logLevel: 'info',
      securityContact: null,
    });
  });

  it('that are empty are as good as none: an empty HOST must not mean every address', () => {
    const names =
      'HOST PORT HOSTNAMES PUBLIC_URL TRUSTED_PROXIES DATABASE_URL DATA_DIR BACKUP_DIR BACKUP_PASSPHRASE DATABASE_SCHEMA SAMPLE BASEMAP NOTICES SMTP_URL SMTP_FROM NOTIFY_API_KEY NOTIFY_TEMPLATE NOTIFY_URL MAX_UPLOAD_MB MIN_FREE_MB OPENID_PRIVATE_ADDRESSES LOG_LEVEL SECURITY_CONTACT';
    const empty = Object.fromEntries(names.split(' ').map((name) => [name, ' ']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('of a real server leave the sample out, unless it is requested', () => {
    const DATABASE_URL = 'postgres://cg:secret@db:5432/cg';
    expect(readConfig({ DATABASE_URL })).toMatchObject({
      databaseUrl: DATABASE_URL,
      sample: false,
    });
    expect(readConfig({ DATABASE_URL, SAMPLE: 'county' }).sample).toBe(true);
    expect(readConfig({ SAMPLE: 'none' }).sample).toBe(false);
  });

  it('encrypt backups to a passphrase that cannot be guessed', () => {
    const BACKUP_PASSPHRASE = 'correct horse battery';
    expect(readConfig({ BACKUP_PASSPHRASE, BACKUP_DIR: 'kept' })).toMatchObject({
      backupPassphrase: BACKUP_PASSPHRASE,
      backupDir: resolve('kept'),
    });
    expect(() => readConfig({ BACKUP_PASSPHRASE: 'short' })).toThrow(/15 characters or more/);
  });

  it('name a basemap in one of its three forms', () => {
    expect(readConfig({ BASEMAP: 'none' }).basemap).toEqual({ form: 'none' });
    expect(readConfig({ BASEMAP: 'maps/uk.pmtiles' }).basemap).toEqual({
      form: 'pmtiles',
      file: resolve('maps/uk.pmtiles'),
    });
    const url = 'https://tiles.example/style.json';
    expect(readConfig({ BASEMAP: url }).basemap).toEqual({ form: 'style', url });
  });

  it('let providers stand in the server’s own network by one word, and no other', () => {
    expect(readConfig({ OPENID_PRIVATE_ADDRESSES: 'allow' }).privateProviders).toBe(true);
    expect(() => readConfig({ OPENID_PRIVATE_ADDRESSES: 'yes' })).toThrow(/write allow/);
  });

  it('list the names the server goes by', () => {
    expect(readConfig({ HOSTNAMES: 'csp.example.org, Ground' }).hostnames).toEqual([
      'csp.example.org',
      'ground',
    ]);
  });

  it('say whom to write to about a weakness', () => {
    const read = (SECURITY_CONTACT: string) => readConfig({ SECURITY_CONTACT }).securityContact;
    expect(read('security@csp.example.org')).toBe('mailto:security@csp.example.org');
    for (const uri of ['mailto:a@b.org', 'https://csp.example.org/report', 'tel:+44-1905-000000'])
      expect(read(uri)).toBe(uri);
  });

  it('say where people reach the server, when that is elsewhere', () => {
    const read = (PUBLIC_URL: string) => readConfig({ PUBLIC_URL }).publicUrl?.origin;
    expect(read('https://cg.example.org')).toBe('https://cg.example.org');
    expect(read('https://cg.example.org:8443/')).toBe('https://cg.example.org:8443');
    expect(read('http://host')).toBe('http://host');
  });

  const wrong: readonly [string, string, RegExp][] = [
    ['PORT', 'eighty', /PORT=eighty: write a whole number from 0 to 65535/],
    ['PORT', '65536', /whole number from 0 to 65535/],
    ['PORT', '80.5', /whole number/],
    ['MAX_UPLOAD_MB', '0', /from 1 to 4096/],
    ['MIN_FREE_MB', '8', /from 32 to/],
    ['SAMPLE', 'yes', /write none, or county/],
    ['DATABASE_SCHEMA', 'a;drop table', /lower-case letters, digits and _/],
    ['DATABASE_SCHEMA', 'public', /not ours/],
    ['DATABASE_SCHEMA', 'pg_temp', /not ours/],
    ['BASEMAP', 'map.mbtiles', /\.pmtiles file, the URL/],
    ['BASEMAP', 'https://', /\.pmtiles file, the URL/],
    ['LOG_LEVEL', 'loud', /write one of trace/],
    ['HOSTNAMES', 'ok.example, http://x/', /“http:\/\/x\/” is no name/],
    ['SECURITY_CONTACT', 'the council', /write an e-mail address/],
    ['SECURITY_CONTACT', 'http://csp.example.org', /write an e-mail address/],
    ['SECURITY_CONTACT', 'a@b.org\nContact: c@d.org', /write an e-mail address/],
    ['PUBLIC_URL', 'cg.example.org', /write https:\/\/ and a name/],
    ['PUBLIC_URL', 'https://cg.example.org/map', /with nothing behind it/],
    ['PUBLIC_URL', 'https://me:pw@cg.example.org', /with nothing behind it/],
    ['PUBLIC_URL', 'ftp://cg.example.org', /write https:\/\/ and a name/],
    ['DATABASE_URL', 'localhost:5432', /write postgres:\/\//],
  ];
  for (const [name, value, sentence] of wrong)
    it(`${name}=${value} is refused in words`, () => {
      const read = () => readConfig({ [name]: value });
      expect(read).toThrow(ConfigError);
      expect(read).toThrow(sentence);
    });

  it('never repeat a password back', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://cg:hunter2@db/cg' })).toThrow(
      /^((?!hunter2).)*$/,
    );
    expect(() => readConfig({ PUBLIC_URL: 'https://cg:hunter2@host' })).toThrow(
      /^((?!hunter2).)*$/,
    );
  });
});

describe('A secret in a file', () => {
  const files: Record<string, string> = {
    '/s/url': 'postgres://cg:pw@db/cg\n',
    '/s/p': "p'%@:/ w\n",
    '/s/empty': '\n',
  };
  const read = (env: Record<string, string>) =>
    readConfig(env, (path) => {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return text;
    });

  it('is read where NAME_FILE says, and its last line break is none of it', () => {
    expect(read({ DATABASE_URL_FILE: '/s/url' }).databaseUrl).toBe('postgres://cg:pw@db/cg');
    const both = read({
      DATABASE_URL: 'postgres://owner@db/cg',
      DATABASE_PASSWORD_FILE: '/s/p',
      DATABASE_MEMBER_URL: 'postgres://app@db/cg',
      DATABASE_MEMBER_PASSWORD_FILE: '/s/p',
    });
    expect(decodeURIComponent(new URL(both.databaseUrl ?? '').password)).toBe("p'%@:/ w");
    expect(new URL(both.databaseMemberUrl ?? '').username).toBe('app');
    const mail = read({
      ...{ NOTICES: 'smtp', SMTP_URL: 'smtp://cg@mail.example', SMTP_FROM: 'cg@council.example' },
      SMTP_PASSWORD_FILE: '/s/p',
    }).notices;
    expect(mail.form === 'smtp' && decodeURIComponent(mail.url.password)).toBe("p'%@:/ w");
  });

  it.each([
    [
      { DATABASE_URL_FILE: '/s/none' },
      /^DATABASE_URL_FILE=\/s\/none: the file cannot be read \(ENOENT\)/,
    ],
    [{ DATABASE_URL_FILE: '/s/empty' }, /the file is empty/],
    [{ DATABASE_URL: 'postgres://a@b/c', DATABASE_URL_FILE: '/s/url' }, /one of them, not both/],
    [{ DATABASE_URL_FILE: '/s/p' }, /^DATABASE_URL: write postgres:/],
    [{ DATABASE_MEMBER_URL: 'postgres://a@b/c' }, /write DATABASE_URL too/],
  ])('%j is refused, and what the file holds is not repeated', (env, sentence) => {
    expect(() => read(env)).toThrow(sentence);
    expect(() => read(env)).not.toThrow(/pw|w$/m);
  });
});

describe('The address of a server', () => {
  it('is one that can be called from this machine, whatever it listens on', () => {
    expect(urlOf('127.0.0.1', 8080)).toBe('http://127.0.0.1:8080');
    expect(urlOf('localhost', 1)).toBe('http://localhost:1');
    expect(urlOf('0.0.0.0', 80)).toBe('http://127.0.0.1:80');
    for (const host of ['::', '::1']) expect(urlOf(host, 80)).toBe('http://[::1]:80');
    expect(urlOf('192.168.1.7', 80)).toBe('http://192.168.1.7:80');
  });

  it('is this machine’s alone or not', () => {
    for (const host of ['127.0.0.1', '127.1.2.3', 'localhost', '::1'])
      expect(isLoopback(host)).toBe(true);
    for (const host of ['0.0.0.0', '::', '192.168.1.7', '127.0.0.1.example.com', ''])
      expect(isLoopback(host)).toBe(false);
  });
});

describe('Notices', () => {
  const id = '0a1b2c3d-0000-4000-8000-00000000000a';
  const sentenceFor = (env: Record<string, string>): string => {
    try {
      readConfig(env);
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
    }
    throw new Error('nobody complained');
  };

  it('go through the agency’s own mail server', () => {
    const { notices } = readConfig({
      NOTICES: 'smtp',
      SMTP_URL: 'smtps://cg:p%40ss@mail.example:465',
      SMTP_FROM: 'Common Ground <cg@council.example>',
    });
    expect(notices).toMatchObject({ form: 'smtp', from: 'Common Ground <cg@council.example>' });
    expect(notices.form === 'smtp' && notices.url.hostname).toBe('mail.example');
  });

  it('or through GOV.UK Notify, with its own key', () => {
    const apiKey = `council-${id}-${id}`;
    expect(
      readConfig({ NOTICES: 'notify', NOTIFY_API_KEY: apiKey, NOTIFY_TEMPLATE: id }).notices,
    ).toEqual({
      form: 'notify',
      apiKey,
      template: id,
      url: 'https://api.notifications.service.gov.uk',
    });
  });

  it.each([
    [{ NOTICES: 'pigeon' }, /^NOTICES=pigeon: write log, smtp, or notify/],
    [{ NOTICES: 'smtp' }, /^SMTP_URL: write smtp:/],
    [{ NOTICES: 'smtp', SMTP_URL: 'https://secret@mail' }, /^SMTP_URL: write smtp:/],
    [{ NOTICES: 'smtp', SMTP_URL: 'smtp://mail', SMTP_FROM: 'a b' }, /^SMTP_FROM: write/],
    [
      { NOTICES: 'smtp', SMTP_URL: 'smtp://mail', SMTP_FROM: 'a@b\r\nBcc: c@d' },
      /^SMTP_FROM: write/,
    ],
    [{ NOTICES: 'notify', NOTIFY_API_KEY: 'secret' }, /^NOTIFY_API_KEY: write the key/],
    [
      { NOTICES: 'notify', NOTIFY_API_KEY: `a-${id}-${id}`, NOTIFY_TEMPLATE: 'secret' },
      /^NOTIFY_TEMPLATE: write the id/,
    ],
  ])('%j is refused in a sentence that repeats no secret', (env, sentence) => {
    expect(sentenceFor(env)).toMatch(sentence);
    expect(sentenceFor(env)).not.toContain('secret');
  });
});
