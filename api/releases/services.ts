import type { BaseServices } from '../http/services.ts';
import type { ReleaseService } from './release_service.ts';

export interface ReleaseServices extends BaseServices {
  readonly releases: ReleaseService;
}
