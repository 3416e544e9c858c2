import type { ClosingServices } from '../closed_months/services.ts';
import type { LiveHexes } from './live_hexes.ts';

export interface HexServices extends ClosingServices {
  readonly hexes: LiveHexes;
}
