import type { BaseServices } from '../http/services.ts';
import type { ImportService } from './import_service.ts';

export interface ImportServices extends BaseServices {
  readonly imports: ImportService;
}
