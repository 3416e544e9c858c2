/** The partnership's calendar is Europe/London's, whatever the server's time zone. */

const format = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** yyyy-mm-dd of an instant. */
export const localDateOf = (instant: Date): string => format.format(instant);

/** `2026-10` → October 2026. */
export const monthInWords = (period: string): string =>
  new Date(`${period}-01T00:00:00Z`).toLocaleDateString('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
