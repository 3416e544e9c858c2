/** Whether a call failed because the database was unavailable. The same call may then simply be made again. */

const UNAVAILABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  // too_many_connections, admin_shutdown, crash_shutdown, cannot_connect_now
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);

/** Of postgres.js and of pg, which gives a dropped connection no code. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException; // as: only errno errors have these
  if (code === 'ENOENT') return syscall === 'connect';
  return UNAVAILABLE.has(code ?? '') || /^Connection terminated/.test(error.message);
}

const REFUSED = new Set([
  // invalid_authorization_specification, invalid_password, invalid_catalog_name
  '28000',
  '28P01',
  '3D000',
]);

/** Whether a database answers, and has no such user, password or name: trying again is no use. */
export const isRefused = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && REFUSED.has(String(error.code));
