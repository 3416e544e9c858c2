/** What agencies say of how their records come to be known, as stored. */
import { INCIDENT_TYPES } from '../contract/kinds.ts';
import { pairOf, usualSource, type Source } from '../contract/source_marks.ts';
import type { NewSourceMarks, SourceMarks } from '../contract/sources.ts';
import type { AgencyTx } from '../db/as_agency.ts';

export async function readSourceMarks(tx: AgencyTx): Promise<SourceMarks> {
  const corrected = await tx<{ agency: string; type: string; source: Source }[]>`
    select agency.slug as agency, incident_type.slug as type, source_mark.source
    from source_mark
    join agency on agency.id = source_mark.agency_id
    join incident_type on incident_type.id = source_mark.type_id
    order by agency.slug, incident_type.id`;
  const types = INCIDENT_TYPES.map(({ slug }) => ({ type: slug, source: usualSource(slug) }));
  return { types, corrected: [...corrected] };
}

/** By pair (contract/source_marks.ts). */
export async function readCorrections(tx: AgencyTx): Promise<ReadonlyMap<number, Source>> {
  const rows = await tx<{ agency: number; type: number; source: Source }[]>`
    select agency_id as agency, type_id as type, source
    from source_mark
    order by 1, 2`;
  return new Map(rows.map(({ agency, type, source }) => [pairOf(agency, type), source]));
}

/** Instead of the agency's earlier corrections; a mark that stays has no line of history. */
export async function setSourceMarks(
  tx: AgencyTx,
  agencyId: number,
  { marks }: NewSourceMarks,
): Promise<void> {
  const corrections = marks.flatMap(({ type, source }) => {
    const id = INCIDENT_TYPES.find(({ slug }) => slug === type)?.id;
    return id === undefined || source === usualSource(type) ? [] : [{ id, source }];
  });
  const ids = corrections.map(({ id }) => id);
  await tx`
    delete from source_mark
    where agency_id = ${agencyId}
      and type_id <> all (${ids}::smallint[])`;
  await tx`
    insert into source_mark (agency_id, type_id, source)
    select ${agencyId}, one.type_id, one.source
    from unnest(${ids}::smallint[], ${corrections.map(({ source }) => source)}::text[]) one (type_id, source)
    on conflict (agency_id, type_id) do update set source = excluded.source
    where source_mark.source <> excluded.source`;
}
