/** What the app is built from: the sum of what its modules need. */
import type { AlertService } from '../alerts/alert_service.ts';
import type { AuthServices } from '../auth/services.ts';
import type { BackupServices } from '../backups/services.ts';
import type { ClosingServices } from '../closed_months/services.ts';
import type { HexServices } from '../hexes/services.ts';
import type { ImportServices } from '../intake/services.ts';
import type { NoticeServices } from '../notices/services.ts';
import type { RetentionServices } from '../retention/services.ts';
import type { ReleaseServices } from '../releases/services.ts';

export interface Services
  extends
    AuthServices,
    BackupServices,
    ClosingServices,
    HexServices,
    ImportServices,
    NoticeServices,
    ReleaseServices,
    RetentionServices {
  readonly alerts: AlertService;
  readonly config: NoticeServices['config'];
}
