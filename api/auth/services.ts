import type { BaseServices } from '../http/services.ts';
import type { Seal } from './secret_encryption.ts';

export interface AuthServices extends BaseServices {
  /** Opens what is stored encrypted. */
  readonly seal: Seal;
}
