/** Which backups go: the newest of each of the last days, weeks and months stay. Pure. */

export interface KeptBackup {
  readonly name: string;
  /** Counted up with each backup. Clocks may be wrong, so that "newer" is decided by this. */
  readonly sequence: number;
  readonly madeAt: Date;
  readonly verified: boolean;
}

export const DAYS = 7;
export const WEEKS = 5;
export const MONTHS = 12;
/** The last backups stay, whatever their clock said. Nothing is removed that has fewer newer, verified ones. */
export const ALWAYS = 3;

/** @param now a backup that claims to be of later than tomorrow is never removed, and takes no other's place
 *  @returns names of those to remove, oldest first */
export function thinBackups(backups: readonly KeptBackup[], now: Date): string[] {
  const newestFirst = backups.toSorted((a, b) => b.sequence - a.sequence);
  const tomorrow = now.getTime() + 24 * 3600_000;
  const steps = [
    { most: DAYS, nameOf: dayOf, seen: new Set<string>() },
    { most: WEEKS, nameOf: weekOf, seen: new Set<string>() },
    { most: MONTHS, nameOf: monthOf, seen: new Set<string>() },
  ];
  const gone: string[] = [];
  let newerVerified = 0;
  for (const backup of newestFirst) {
    const ofAWrongClock = !(backup.madeAt.getTime() <= tomorrow);
    const keptFor =
      backup.verified && !ofAWrongClock
        ? steps.filter(({ most, nameOf, seen }) => {
            const name = nameOf(backup.madeAt);
            if (seen.has(name) || seen.size >= most) return false;
            seen.add(name);
            return true;
          })
        : [];
    if (newerVerified >= ALWAYS && keptFor.length === 0 && !ofAWrongClock) gone.push(backup.name);
    if (backup.verified) newerVerified++;
  }
  return gone.reverse();
}

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
const monthOf = (moment: Date): string => moment.toISOString().slice(0, 7);

/** The Monday that its week begins with. */
function weekOf(moment: Date): string {
  const daysSinceMonday = (moment.getUTCDay() + 6) % 7;
  return dayOf(new Date(moment.getTime() - daysSinceMonday * 24 * 3600_000));
}
