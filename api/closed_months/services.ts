import type { BaseServices } from '../http/services.ts';
import type { ClosingService } from './closing_service.ts';

export interface ClosingServices extends BaseServices {
  readonly closing: ClosingService;
}
