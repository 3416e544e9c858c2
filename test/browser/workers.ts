/** What each browser worker has for itself: a Chromium, a server with a copy of the sample county, a server with nothing
 *  in it, and one session a person. All of it is started when a test first asks, and outlives the test files. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, chromiumPath } from './chromium.ts';
import { emptyFolder, sampleFolder, startServer } from './servers.ts';
import type { RunningServer } from './servers.ts';
import {
  becomeFirstAdministrator,
  isRecent,
  signInAgain,
  signInAs,
  type SamplePersonName,
  type SessionCookie,
} from './sign_in.ts';

export interface Workers {
  /** `GET URL/WORKER/county`, `/nothing`, `/browser`: `{url}`; `/session/county/NAME`, `/session/nothing`: a cookie. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The first call makes it, and every call has the same. */
function onceOnly<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

interface Worker {
  /** The address of one of its servers, or of its browser. */
  urlOf(what: string): Promise<string>;
  sessionOf(at: string, who: string): Promise<SessionCookie>;
}

type AtTheEnd = (stop: () => Promise<void>) => void;

function newWorker(atTheEnd: AtTheEnd): Worker {
  const serve = async (folder: string, sample: string): Promise<RunningServer> => {
    const server = await startServer(folder, { SAMPLE: sample });
    atTheEnd(async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    return server;
  };
  const county = onceOnly(async () => serve(await sampleFolder(), 'county'));
  const nothing = onceOnly(async () => {
    const server = await serve(emptyFolder(), 'none');
    return { ...server, ...(await becomeFirstAdministrator(server)) };
  });
  const browser = onceOnly(async () => {
    const server = await chromium.launchServer({
      executablePath: chromiumPath(),
      args: [...CHROMIUM_ARGUMENTS],
    });
    atTheEnd(() => server.close());
    return server.wsEndpoint();
  });
  const sessions = new Map<string, SessionCookie>();
  return {
    async urlOf(what) {
      if (what === 'browser') return browser();
      return (await (what === 'county' ? county() : nothing())).url;
    },
    async sessionOf(at, who) {
      const { url } = await (at === 'county' ? county() : nothing());
      const kept = sessions.get(at + who);
      if (kept && (await isRecent(url, kept))) return kept;
      const begin = async () => {
        // as: visit.ts asks for the sample's people only
        if (at === 'county') return signInAs(url, who as SamplePersonName);
        const { account, session } = await nothing();
        return kept ? signInAgain(url, account) : session;
      };
      const session = await begin();
      sessions.set(at + who, session);
      return session;
    },
  };
}

/** Serves the workers' needs to their processes, which come and go with the test files. */
export async function startWorkers(): Promise<Workers> {
  const endings: (() => Promise<void>)[] = [];
  const workers = new Map<string, Worker>();
  const answer = async (path: string): Promise<unknown> => {
    const [number = '', what = '', at = '', who = ''] = path.slice(1).split('/');
    const worker = workers.get(number) ?? newWorker((stop) => endings.push(stop));
    workers.set(number, worker);
    if (what === 'session') return worker.sessionOf(at, decodeURIComponent(who));
    return { url: await worker.urlOf(what) };
  };
  const server = createServer((request, response) => {
    answer(request.url ?? '')
      .then((value) => response.end(JSON.stringify(value)))
      .catch((error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // as: it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await Promise.all(endings.map((end) => end()));
    },
  };
}
