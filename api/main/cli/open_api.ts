/** The API that commands call: the running server's, or one opened in this process. */
import { urlOf } from '../../http/address.ts';
import type { Config } from '../config.ts';
import { FolderInUse, holderOf } from '../../db/lock.ts';
import { CliProblem, type Requester } from './call.ts';

/** Whoever may read the data folder is its operator. */
function signed(init: RequestInit | undefined, token: string | null): RequestInit {
  const headers = new Headers(init?.headers);
  if (token) headers.set('authorization', `Bearer ${token}`);
  return { ...init, headers };
}

export async function openApi(
  config: Config,
  now: () => Date,
): Promise<{ request: Requester; close: () => Promise<void> }> {
  const holder = holderOf(config.dataDir);
  if (holder) {
    if (!holder.url) throw new FolderInUse(config.dataDir, holder);
    const { url, operator } = holder;
    return {
      request: (path, init) =>
        fetch(`${url}${path}`, signed(init, operator)).catch(() => {
          throw new CliProblem(
            `The server at ${url} does not answer. Try again, or stop it first.`,
          );
        }),
      close: () => Promise.resolve(),
    };
  }
  // beside a running server none of this is needed, and loading it takes longer than most commands
  const [{ createApp }, { openServices }] = await Promise.all([
    import('../app.ts'),
    import('../open_services.ts'),
  ]);
  const services = await openServices({ ...config, logLevel: 'error' }, now);
  const app = createApp(services, { uploads: services.uploads, web: null, hosts: null });
  // where the server will be: links are made of it
  const base = urlOf(config.host, config.port);
  return {
    request: async (path, init) =>
      app.request(new Request(new URL(path, base), signed(init, services.operator?.token ?? null))),
    close: () => services.close(),
  };
}
