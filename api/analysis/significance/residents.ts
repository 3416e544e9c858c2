/** Residents of a study area's hexagons, kept until the census layer changes. */
import type { Context } from 'hono';
import type { HexServices } from '../../hexes/services.ts';
import { readResidentsVersion, readZones } from '../../residents/queries.ts';
import { asViewer } from '../../http/transaction.ts';
import { FairQueue } from '../../jobs/fair_queue.ts';
import { inThread } from '../../jobs/in_thread.ts';
import { ownerOf } from '../../jobs/turns.ts';
import type { Study } from '../study/study.ts';
import type { ResidentsInput } from './residents_worker.ts';

/** Outlines of 50,000 zones, and a little more. */
const MEGABYTES = 768;
const queue = new FairQueue({ concurrency: 1, perOwner: 1 });

const kept = new WeakMap<Study, { readonly version: string; readonly residents: Float64Array }>();

/** One per cell; NaN where the layer does not cover it, everywhere where there is none. */
export async function residentsFor(
  services: HexServices,
  c: Context,
  study: Study,
): Promise<Float64Array> {
  const { version, zones } = await asViewer(services, c, async (tx) => {
    const now = await readResidentsVersion(tx);
    const known = kept.get(study)?.version === now;
    return { version: now, zones: known ? null : await readZones(tx) };
  });
  const known = kept.get(study);
  if (zones === null && known) return known.residents;
  const input: ResidentsInput = {
    zones: [...(zones ?? [])],
    keys: study.keys,
    resolution: study.resolution,
  };
  const { signal } = c.req.raw;
  const module = new URL('./residents_worker.ts', import.meta.url);
  const residents =
    input.zones.length === 0
      ? new Float64Array(study.keys.length).fill(NaN)
      : ((await queue.run(
          ownerOf(c),
          () => inThread(module, input, MEGABYTES, signal),
          signal,
        )) as Float64Array); // as: residents_worker.ts sends nothing else
  kept.set(study, { version, residents });
  return residents;
}
