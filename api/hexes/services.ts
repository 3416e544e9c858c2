import type { BaseServices } from '../http/services.ts';
import type { LiveHexes } from './live_hexes.ts';

export interface HexServices extends BaseServices {
  readonly hexes: LiveHexes;
}
