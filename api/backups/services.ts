import type { BaseServices } from '../http/services.ts';
import type { BackupService } from './backup_service.ts';

export interface BackupServices extends BaseServices {
  readonly backups: BackupService;
}
