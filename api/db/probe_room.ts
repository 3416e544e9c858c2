/** Whether the database takes writes again, after it has refused some. */
import { isOutOfRoom } from './out_of_room.ts';
import type { Database } from './connect.ts';

/** Writes a megabyte that nobody keeps. A table that ends with its transaction extends the data files and leaves the
 *  write-ahead log nearly alone: where that lies on a full disk, more of it would stop the whole server.
 *  Throws what is not about room. */
export async function takesWrites(database: Database): Promise<boolean> {
  try {
    // as every transaction begins: a provider makes its full database read-only by default
    await database.sql.begin(
      (tx) => tx`
      create temporary table room_probe on commit drop as
      select repeat(md5(n::text), 60) as filling
      from generate_series(1, 512) as n`,
    );
    return true;
  } catch (error) {
    if (isOutOfRoom(error)) return false;
    // temporary tables are not for this role: only a real write can tell, and may be tried
    if (error instanceof Error && 'code' in error && error.code === '42501') return true;
    throw error;
  }
}
