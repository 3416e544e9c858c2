/** Who calls, as `auth` found out. */
import type { Role } from '../contract/permissions.ts';

export interface Principal {
  readonly accountId: string;
  readonly name: string;
  /** 0: the operator of a partnership without agencies. */
  readonly agencyId: number;
  readonly agency: string;
  readonly roles: readonly Role[];
  /** Whether the agency runs this installation. */
  readonly host: boolean;
  readonly kind: 'browser' | 'phone' | 'script' | 'operator';
  readonly sessionId: string | null;
  /** Proved by two factors, or by an agency's provider. */
  readonly strong: boolean;
  /** The agency whose provider vouched; null: proved to us. */
  readonly vouchedBy: number | null;
  /** When this session last proved who it is. */
  readonly provedAt: Date | null;
  /** A one-click person of the synthetic county. */
  readonly sample: boolean;
}
