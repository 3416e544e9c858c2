/** The audit: lines are added here and nowhere else, and never changed. */
import type { AgencyTx, OwnerTx } from '../db/as_agency.ts';

export interface AuditLine {
  /** noun.verb, as in `export.made` */
  readonly event: string;
  readonly outcome: 'done' | 'refused';
  /** Ids of agencies whose records or people it is about: their administrators see it too. */
  readonly concerns?: readonly number[];
  /** Facts in words and numbers; never coordinates, notes or tokens. */
  readonly about: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** A line for the transaction's own viewer, whom the caller cannot choose. */
export async function audit(tx: AgencyTx, line: AuditLine): Promise<void> {
  await tx`
    select record_audit(
      ${line.event}, ${line.outcome}, ${[...(line.concerns ?? [])]}::smallint[], ${tx.json(line.about)})`;
}

/** A line for whoever the caller says: sign-in, refused calls, the schedule. */
export async function auditAs(
  tx: OwnerTx,
  who: { readonly accountId: string | null; readonly agencyId: number | null },
  line: AuditLine,
): Promise<void> {
  await tx`
    select write_audit(
      ${who.accountId}::uuid, ${who.agencyId}::smallint, ${line.event}, ${line.outcome},
      ${[...(line.concerns ?? [])]}::smallint[], ${tx.json(line.about)})`;
}
