-- What an export says of itself: under which agreements its reader has the records in it.

/* Agreements that act today for this transaction's agency, with their terms. From the same view as the grants, so
   that no record is granted under an agreement that is not named here. */
create function viewer_agreements()
returns table (
  id integer, provider_id smallint, level text, kinds text[], max_sensitivity smallint,
  resolution smallint, threshold smallint, purpose text, legal_basis text, starts_on date, ends_on date
)
  language sql stable security definer
  set search_path from current
as $$
  select
    agreement.id, agreement.provider_id, agreement.level, agreement.kinds, agreement.max_sensitivity,
    agreement.resolution, agreement.threshold, agreement.purpose, agreement.legal_basis, agreement.starts_on,
    agreement.ends_on
  from effective_agreement shared
  join agreement on agreement.id = shared.id
  where shared.recipient_id = viewer_agency()
    and viewer_may('counts.read')
  order by agreement.id
$$;
