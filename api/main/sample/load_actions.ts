/** The sample's hotspots and actions, with the evidence counted as it would have been for a person. */
import { SAMPLE_ACTIONS, type SampleAction } from '#data/actions.ts';
import type { ActionState } from '../../contract/actions.ts';
import type { AgencyTx, OwnerTx, Viewer } from '../../db/as_agency.ts';
import { insertAction, insertProgress, moveAction } from '../../actions/queries.ts';
import { takeEvidence } from '../../hotspots/evidence.ts';
import { insertHotspot, readHotspot, updateHotspot } from '../../hotspots/queries.ts';
import { listAgencies } from '../../agencies/queries.ts';
import { actingFor, anyHotspot, finishMilestone } from './queries.ts';

/** The moves that lead to a state from `proposed`. */
const PATHS: Readonly<Record<SampleAction['state'], readonly ActionState[]>> = {
  proposed: [],
  in_progress: ['agreed', 'in_progress'],
  done: ['agreed', 'in_progress', 'done'],
};

/** Writes them all; nothing when there are hotspots already. */
export async function loadActions(owner: OwnerTx, viewer: Viewer, now: Date): Promise<void> {
  if (await anyHotspot(owner)) return;
  const agencies = await listAgencies(owner);
  const first = agencies.find(({ id }) => id === viewer.agencyId);
  if (!first) throw new Error('the sample has agencies');
  // counted and written as its person would; only the role is the owner's
  const tx = await actingFor(owner, viewer);
  for (const { hotspot, actions } of SAMPLE_ACTIONS) {
    const { from, to, kinds, name } = hotspot;
    const proposal = {
      name,
      note: '',
      resolution: 9,
      cells: [...hotspot.cells],
      from,
      to,
      kinds: [...kinds],
      types: [],
      agencies: [],
    };
    const hotspotId = await insertHotspot(
      tx,
      first.id,
      proposal,
      await takeEvidence(tx, proposal, now),
    );
    const proposed = await readHotspot(tx, hotspotId);
    await updateHotspot(tx, hotspotId, 1, { ...proposed, state: 'adopted' }, now);
    for (const action of actions)
      await loadAction(
        tx,
        hotspotId,
        action,
        (slug) => agencies.find((one) => one.slug === slug)?.id ?? first.id,
        now,
      );
  }
}

async function loadAction(
  tx: AgencyTx,
  hotspotId: number,
  action: SampleAction,
  idOf: (slug: string) => number,
  now: Date,
): Promise<void> {
  const owner = idOf(action.owner);
  const id = await insertAction(tx, owner, {
    hotspot_id: hotspotId,
    agency: action.owner,
    person: action.person,
    what: `${action.title}: ${action.what}`,
    starts_on: action.start,
    due_on: action.deadline,
    hours: action.resource.hours,
    pounds: action.resource.money_pounds,
    measure: action.measure.text,
    baseline: action.measure.baseline,
    target: action.measure.target,
    milestones: action.milestones.map(({ title, due }) => ({ title, due_on: due })),
  });
  for (const { title, done_on } of action.milestones)
    if (done_on) await finishMilestone(tx, id, title, done_on);
  for (const { on, note, hours } of action.progress)
    await insertProgress(tx, id, owner, { on_day: on, note, hours: hours ?? 0, measured: null });
  for (const [i, to] of PATHS[action.state].entries())
    await moveAction(tx, id, i + 1, { to, reason: '' }, now);
}
