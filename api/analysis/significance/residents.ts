/** Residents of a study area's hexagons, kept until the census layer changes. */
import type { Context } from 'hono';
import type { HexServices } from '../../hexes/services.ts';
import { readResidentsVersion, readZones } from '../../residents/queries.ts';
import { asViewer } from '../../http/transaction.ts';
import { residentsOf } from '../../statistics/areal_weighting.ts';
import type { Study } from '../study/study.ts';

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
  const residents = residentsOf(zones ?? [], study.keys, study.resolution);
  kept.set(study, { version, residents });
  return residents;
}
