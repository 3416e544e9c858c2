/** A release that waits a day before it is published: for how long, in what words. Pure. */
import type { PlannedRelease } from '../contract/releases.ts';
import { Problem } from '../http/problem.ts';
import type { NewNotice } from '../notices/queries.ts';
import { monthInWords } from '../time/local_date.ts';
import type { StoredPlan } from './planned_queries.ts';

/** Long enough that somebody at work reads the notice. */
export const HELD_MS = 86_400_000;

export const shownPlan = (plan: StoredPlan): PlannedRelease => {
  const { period, geography, announced_by, stopped_at, stopped_by, stopped_why } = plan;
  return {
    period,
    geography,
    announced_at: plan.announced_at.toISOString(),
    announced_by,
    publish_from: plan.publish_from.toISOString(),
    stopped:
      stopped_at === null
        ? null
        : { at: stopped_at.toISOString(), by: stopped_by ?? '', why: stopped_why ?? '' },
  };
};

const inWords = (moment: Date): string =>
  moment.toLocaleString('en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/London',
  });

export const alreadyAnnounced = ({ period, publish_from: from }: StoredPlan): Problem =>
  new Problem('already_announced', {
    detail: `${monthInWords(period)} is announced already. It is published on ${inWords(from)}, unless an administrator stops it.`,
  });

/** One to each administrator of an agency whose records are in it, and of the host. */
export const noticesOfPlan = (
  period: string,
  publishFrom: Date,
  administrators: readonly { readonly accountId: string; readonly agencyId: number }[],
): NewNotice[] =>
  administrators.map((to) => ({
    ...to,
    key: `release.announced:${period}:${publishFrom.toISOString()}`,
    subject: `Counts of ${monthInWords(period)} will be published`,
    text:
      `Rounded counts of ${monthInWords(period)} will be published on ${inWords(publishFrom)}, for anybody to read and for good. ` +
      'Look at what is in them. Until then any administrator can stop them.',
    path: '/public-releases',
  }));
