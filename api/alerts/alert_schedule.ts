/** Looks without being asked: what comes from phones brings no import, and a night changes which days are due. */
import type { AlertDesk } from './alert_desk.ts';

const HOUR_MS = 3600_000;

/** A look now and every hour: where nothing has changed, it is one question to the database. */
export function startWatch(
  alerts: Pick<AlertDesk, 'lookSoon' | 'settled'>,
  everyMs = HOUR_MS,
): { stop(): Promise<void> } {
  alerts.lookSoon();
  const timer = setInterval(() => {
    alerts.lookSoon();
  }, everyMs);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      return alerts.settled();
    },
  };
}
