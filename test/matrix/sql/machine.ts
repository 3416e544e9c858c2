/** Asks a database many things as many people, in one statement: each probe with its caller's settings and role, each
 *  undone, also where it is refused. Inside a function, because embedded there are no savepoints: its exception
 *  blocks are subtransactions, which end the settings of a probe with it. */
import type { OwnerTx } from '#api/db/as_agency.ts';
import type { Caller } from './callers.ts';

/** A query of one json value, or a change. */
export interface Probe {
  readonly read?: string;
  readonly change?: string;
  /** Of a change: what the owner then looks at, as one json value, instead of how many rows it changed. */
  readonly evidence?: string;
  /** What the owner does first. */
  readonly first?: string;
  /** Whether the owner asks, and not the caller. */
  readonly owner?: boolean;
}

/** The json value; how many rows were changed; or the SQLSTATE of the refusal. */
export type Answer =
  { readonly is: unknown } | { readonly changed: number } | { readonly refused: string };

export const makeMachine = (tx: OwnerTx) =>
  tx.unsafe(`
  create schema matrix;
  create function matrix.ask(callers jsonb, probes jsonb)
  returns table (caller integer, probe integer, answer jsonb)
  language plpgsql
  as $machine$
  declare
    who jsonb;
    what jsonb;
    n bigint;
    taken text;
    got jsonb;
  begin
    for who, caller in select one, place - 1 from jsonb_array_elements(callers) with ordinality list (one, place) loop
      perform
        set_config('commonground.account', coalesce(who ->> 'account', ''), true),
        set_config('commonground.agency', coalesce(who ->> 'agency', ''), true),
        set_config('commonground.session', case when (who -> 'phone')::boolean then 'phone' else '' end, true);
      -- as api/db/as_agency.ts does
      taken := case when viewer_may('points.read') then 'commonground_point_reader' else 'commonground_member' end;
      for what, probe in select one, place - 1 from jsonb_array_elements(probes) with ordinality list (one, place) loop
        begin
          if what ->> 'first' is not null then execute what ->> 'first'; end if;
          if not coalesce((what -> 'owner')::boolean, false) then perform set_config('role', taken, true); end if;
          if what ->> 'read' is not null then
            execute what ->> 'read' into got;
            got := jsonb_build_object('is', got);
          else
            execute what ->> 'change';
            get diagnostics n = row_count;
            got := jsonb_build_object('changed', n);
            if what ->> 'evidence' is not null then
              perform set_config('role', 'none', true);
              execute what ->> 'evidence' into got;
              got := jsonb_build_object('is', got);
            end if;
          end if;
          raise exception using errcode = 'MX000', message = got::text;
        exception
          when sqlstate 'MX000' then answer := sqlerrm::jsonb;
          when others then answer := jsonb_build_object('refused', sqlstate);
        end;
        return next;
      end loop;
    end loop;
  end
  $machine$`);

/** Answers by caller, then by probe. */
export async function ask(
  tx: OwnerTx,
  callers: readonly Caller[],
  probes: readonly Probe[],
): Promise<Answer[][]> {
  const rows = await tx<{ caller: number; probe: number; answer: Answer }[]>`
    select caller, probe, answer
    from matrix.ask(${tx.json(callers as never)}, ${tx.json(probes as never)})`; // as: plain json
  const answers: Answer[][] = callers.map(() => []);
  for (const { caller, probe, answer } of rows) {
    const own = answers[caller];
    if (own) own[probe] = answer;
  }
  return answers;
}
