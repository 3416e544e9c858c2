import type { BaseServices } from '../http/services.ts';
import type { SecretEncryption } from './secret_encryption.ts';

export interface AuthServices extends BaseServices {
  readonly secretEncryption: SecretEncryption;
}
