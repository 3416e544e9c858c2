/** Instants as the partnership's own clock says them, wherever the reader's machine thinks it is: agreements and the audit
 *  speak of London's days. */

const format = (seconds: boolean) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
  });
const minutes = format(false);
const exact = format(true);

/** 5 Jun 2026, 14:32 */
export const momentInLondon = (instant: string): string => minutes.format(new Date(instant));
/** 5 Jun 2026, 14:32:07 */
export const exactlyInLondon = (instant: string): string => exact.format(new Date(instant));
