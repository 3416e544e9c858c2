/** Whether something could not be written for want of room, or because its database or disk takes no writes: it may be
 *  tried again once there is room. */

const OUT_OF_ROOM = new Set([
  // disk_full, io_error; read_only_sql_transaction: a standby, or a provider that has closed a full database to writes
  '53100',
  '58030',
  '25006',
  'ENOSPC',
  'EDQUOT',
  'EROFS',
]);

/** Thrown by work that would write more, while there is not enough room. */
export class OutOfRoom extends Error {
  readonly code = 'ENOSPC';
  constructor() {
    super('there is not enough room on the disk');
  }
}

/** Of PostgreSQL, and of the file system. */
export const isOutOfRoom = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && OUT_OF_ROOM.has(String(error.code));
