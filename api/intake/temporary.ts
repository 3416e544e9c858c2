/** Whether an import that failed goes on later: when the database is back, or when there is room. */
import { isOutOfRoom } from '../db/out_of_room.ts';
import { isUnavailable } from '../db/unavailable.ts';

export const isTemporary = (error: unknown): boolean => isUnavailable(error) || isOutOfRoom(error);
