/** Closes months by a clock that a test sets: all its clocks agree. */
import { pino, type Logger } from 'pino';
import { ClockCheck } from '#api/closed_months/clock_check.ts';
import { ClosingService } from '#api/closed_months/closing_service.ts';
import type { Database } from '#api/db/connect.ts';

export const closingBy = (
  database: Database,
  now: () => Date,
  log: Logger = pino({ level: 'silent' }),
): ClosingService =>
  new ClosingService(
    database,
    new ClockCheck(
      now,
      () => Promise.resolve({ database: now(), lastReceived: null }),
      () => now().getTime(),
    ),
    log,
  );
