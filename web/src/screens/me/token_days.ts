/** A script's token ends on a day; the server counts days from now. */

/** As api/contract/sign_in.ts has it (LONGEST_SCRIPT_DAYS); the web carries no zod. */
export const LONGEST_DAYS = 365;

const DAY_MS = 86_400_000;

/** Whole days from today to that day; null for a day that is not after today, or too far, or no day. */
export function daysUntil(day: string, today: string): number | null {
  const days = (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY_MS;
  return Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS ? days : null;
}
