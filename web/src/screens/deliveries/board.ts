/** The board as it is laid out: agencies, their feeds, a column a quarter. */
import type { Deliveries, QuarterDue } from '#api/contract/deliveries.ts';

export type Feed = Deliveries['feeds'][number];

export interface Board {
  /** Newest first: what is missing now is what the eye meets first. */
  readonly quarters: readonly string[];
  readonly agencies: readonly { readonly slug: string; readonly feeds: readonly Feed[] }[];
  readonly missing: number;
  readonly due: number;
}

export function boardOf(feeds: readonly Feed[]): Board {
  const all = feeds.flatMap((feed) => feed.quarters);
  const having = (state: QuarterDue['state']) => all.filter((one) => one.state === state).length;
  return {
    quarters: [...new Set(all.map(({ quarter }) => quarter))].sort().reverse(),
    agencies: [...Map.groupBy(feeds, ({ agency }) => agency)].map(([slug, own]) => ({
      slug,
      feeds: own,
    })),
    missing: having('missing'),
    due: having('due'),
  };
}

/** The day of the latest reminder within a week: till then another is refused. Days are yyyy-mm-dd. */
export function remindedLately({ reminders }: QuarterDue, today: string): string | null {
  const latest = reminders.at(-1)?.on;
  if (latest === undefined) return null;
  return Date.parse(today) - Date.parse(latest) < 7 * 86_400_000 ? latest : null;
}
