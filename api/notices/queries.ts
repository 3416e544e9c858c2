/** Notices as stored: queued by other modules, sent afterwards, read by their recipient. */
import type { Notice } from '../contract/notices.ts';
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';
import type { NeverSent, Trouble } from './notice_sender.ts';

export interface NewNotice {
  readonly accountId: string;
  /** The agency whose member receives it. */
  readonly agencyId: number;
  /** Its subject. A person gets one notice of each: a second one with the same key is not written. */
  readonly key: string;
  readonly subject: string;
  /** Goes by e-mail: only what may leave the system. */
  readonly text: string;
  /** The page of ours that shows the rest, to whoever may see it. */
  readonly path: string;
}

/** Writes them in the caller's transaction: what it tells of and the notice are stored together or not at all.
 *  @returns how many were new. Throws where one of them is no member. */
export async function queueNotices(
  tx: OwnerTx,
  notices: readonly NewNotice[],
  now: Date,
): Promise<number> {
  if (notices.length === 0) return 0;
  const of = <T>(field: (one: NewNotice) => T): T[] => notices.map(field);
  const { count } = await tx`
    insert into notice (account_id, agency_id, key, subject, text, path, created_at, try_at)
    select one.*, ${now}::timestamptz, ${now}::timestamptz
    from unnest(
      ${of((one) => one.accountId)}::uuid[],
      ${of((one) => one.agencyId)}::smallint[],
      ${of((one) => one.key)}::text[],
      ${of((one) => one.subject.replace(/\s+/g, ' ').trim())}::text[],
      ${of((one) => one.text)}::text[],
      ${of((one) => one.path)}::text[]
    ) one
    on conflict (account_id, agency_id, key) do nothing`;
  return count;
}

export interface DueNotice {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly path: string;
  /** Attempts before this one. */
  readonly attempts: number;
  readonly email: string | null;
  /** Whether the person still acts for the agency. */
  readonly member: boolean;
}

/** Longer than any wait between two attempts (jobs/retry.ts). */
const LONGEST_WAIT_MS = 24 * 3600_000;

/** Takes some that are due and puts their next attempt off, so that one that ends half-way is tried again. */
export const takeDue = (tx: OwnerTx, now: Date, next: Date, most: number) => tx<DueNotice[]>`
  with due as (
    select id
    from notice
    where try_at <= ${now}
      -- put off while the clock was ahead
      or try_at > ${new Date(now.getTime() + LONGEST_WAIT_MS)}
    order by try_at, id
    limit ${most}
    for update skip locked
  )
  update notice
  set attempts = notice.attempts + 1, try_at = ${next}
  from due, account, membership
  where notice.id = due.id
    and account.id = notice.account_id
    and (membership.account_id, membership.agency_id) = (notice.account_id, notice.agency_id)
  returning
    notice.id::text,
    notice.subject,
    notice.text,
    notice.path,
    notice.attempts - 1 as attempts,
    account.email,
    account.disabled_at is null and membership.ended_at is null as member`;

export const noteSent = (tx: OwnerTx, id: string, now: Date) =>
  tx`update notice set sent_at = ${now}, try_at = null, trouble = null where id = ${id}`;

/** @param next null: it is not tried again */
export const noteTrouble = (
  tx: OwnerTx,
  id: string,
  trouble: Trouble | NeverSent,
  next: Date | null,
) => tx`update notice set trouble = ${trouble}, try_at = ${next} where id = ${id}`;

/** The sender's name in messages. */
export async function readPartnershipName(tx: OwnerTx): Promise<string> {
  const [row] = await tx<{ name: string }[]>`select name from partnership`;
  return row?.name ?? 'the Community Safety Partnership';
}

/** The viewer's notices, newest first. */
export async function listNotices(tx: AgencyTx, most: number): Promise<Notice[]> {
  const rows = await tx<
    (Omit<Notice, 'made_at' | 'sent_at'> & { made_at: Date; sent_at: Date | null })[]
  >`
    select id, subject, text, path, created_at as made_at, sent_at, trouble
    from notice
    order by created_at desc, subject, text, id
    limit ${most}`;
  return rows.map((row) => ({
    ...row,
    made_at: row.made_at.toISOString(),
    sent_at: row.sent_at?.toISOString() ?? null,
  }));
}
