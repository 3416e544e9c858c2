/** What the app is built from. Everything with an edge (database, clock, disk) comes in here, so that tests
 *  bring their own. */
import type { Logger } from 'pino';
import type { AlertDesk } from '../alerts/alert_service.ts';
import type { Seal } from '../auth/secret_encryption.ts';
import type { ReleaseDesk } from '../releases/release_service.ts';
import type { Config } from './config.ts';
import type { Database } from '../db/connect.ts';
import type { LiveHexes } from '../hexes/live_hexes.ts';
import type { ImportDesk } from '../intake/import_service.ts';

export interface House {
  readonly database: Database;
  readonly hexes: LiveHexes;
  readonly imports: ImportDesk;
  readonly releases: ReleaseDesk;
  readonly alerts: AlertDesk;
  readonly config: Pick<
    Config,
    'basemap' | 'notices' | 'maxUploadBytes' | 'host' | 'publicUrl' | 'trustedProxies'
  >;
  readonly log: Logger;
  /** The token that the command line beside this server shows, and the account it acts as; null: none. */
  readonly operator: { readonly token: string; readonly accountId: string } | null;
  /** Opens what is stored sealed. */
  readonly seal: Seal;
  now(): Date;
}
