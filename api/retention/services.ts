import type { BaseServices } from '../http/services.ts';
import type { RetentionService } from './retention_service.ts';

export interface RetentionServices extends BaseServices {
  readonly retention: RetentionService;
}
