/** What every route may use. Everything with an edge (database, clock, network) comes in here, so that tests bring their
 *  own. A module that needs more extends it; `main/services.ts` is the sum. */
import type { Logger } from 'pino';
import type { Database } from '../db/connect.ts';
import type { StorageWatch } from '../storage/storage_watch.ts';

export type Basemap =
  | { readonly form: 'none' }
  | { readonly form: 'pmtiles'; readonly file: string }
  | { readonly form: 'style'; readonly url: string };

export interface HttpConfig {
  readonly host: string;
  /** Where people reach it when that is elsewhere, as behind a proxy with TLS; https: browsers are held to it (HSTS). */
  readonly publicUrl: URL | null;
  /** How many proxies of the operator's own stand in front, each adding to X-Forwarded-For. */
  readonly trustedProxies: number;
  readonly basemap: Basemap;
  readonly maxUploadBytes: number;
  /** Whether agencies' providers may stand on this machine or its network. */
  readonly privateProviders: boolean;
}

export interface BaseServices {
  readonly database: Database;
  readonly config: HttpConfig;
  readonly log: Logger;
  /** The room on the data folder's disk. */
  readonly storage: StorageWatch;
  /** The token that the command line beside this server shows, and the account it acts as; null: none. */
  readonly operator: { readonly token: string; readonly accountId: string } | null;
  now(): Date;
}
