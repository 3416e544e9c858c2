/** Where letters go in tests: a real mail server, and a service that answers as GOV.UK Notify does. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  readonly url: URL;
  /** Letters taken: headers and body as they came over the line. */
  readonly letters: { readonly to: string[]; readonly source: string }[];
  /** What it says to the next letters; null: takes them. */
  answer: { readonly code: number; readonly when: 'before' | 'after' } | null;
  close(): Promise<void>;
}

export async function startMailServer(options: { login?: string } = {}): Promise<MailServer> {
  const letters: MailServer['letters'] = [];
  const complaint = (code: number) => Object.assign(new Error('not now'), { responseCode: code });
  const server = new SMTPServer({
    disabledCommands: options.login === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ password }, _session, done) =>
      password === options.login ? done(null, { user: 'cg' }) : done(new Error('wrong password')),
    onRcptTo: (_address, _session, done) =>
      mail.answer?.when === 'before' ? done(complaint(mail.answer.code)) : done(),
    onData: (stream, session, done) => {
      void text(stream).then((source) => {
        letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), source });
        if (mail.answer?.when === 'after') done(complaint(mail.answer.code));
        else done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // as: it listens on a port
  const { port } = server.server.address() as AddressInfo;
  const mail: MailServer = {
    url: new URL(`smtp://127.0.0.1:${port}`),
    letters,
    answer: null,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
  return mail;
}

interface Wanted {
  readonly template_id: string;
  readonly email_address: string;
  readonly personalisation: { readonly subject: string; readonly text: string };
  readonly reference: string;
}

export interface NotifyService {
  readonly url: string;
  readonly letters: Wanted[];
  /** Status of the next answers to a letter; null: it takes them. `silent`: takes it, and the line breaks. */
  answer: number | 'silent' | null;
  close(): Promise<void>;
}

/** POST /v2/notifications/email and GET /v2/notifications?reference=…, as its documentation has them. */
export async function startNotify(): Promise<NotifyService> {
  const letters: Wanted[] = [];
  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (!/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/.test(request.headers.authorization ?? '')) {
      answer(403, { status_code: 403, errors: [{ error: 'AuthError', message: 'no token' }] });
      return;
    }
    if (request.method === 'GET') {
      const reference = new URL(request.url ?? '', service.url).searchParams.get('reference');
      const notifications = letters.filter((one) => one.reference === reference);
      answer(200, { notifications, links: {} });
      return;
    }
    void text(request).then((body) => {
      if (typeof service.answer === 'number') {
        const errors = [{ error: 'Error', message: 'no' }];
        answer(service.answer, { status_code: service.answer, errors });
        return;
      }
      letters.push(JSON.parse(body) as Wanted); // as: the client under test wrote it
      if (service.answer === 'silent') response.destroy();
      else answer(201, { id: '0a1b2c3d-0000-4000-8000-00000000000b' });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on a port
  const service: NotifyService = {
    url: `http://127.0.0.1:${port}`,
    letters,
    answer: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return service;
}
