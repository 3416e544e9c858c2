import type { BaseServices } from '../http/services.ts';
import type { ReleaseDesk } from './release_service.ts';

export interface ReleaseServices extends BaseServices {
  readonly releases: ReleaseDesk;
}
