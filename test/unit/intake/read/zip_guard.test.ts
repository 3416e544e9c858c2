import { describe, expect, it } from 'vitest';
import { ZIP_LIMITS, type ZipLimits } from '#api/intake/read/zip_guard.ts';
import { fixture, inspect, readAll } from '../check/read_all.ts';

const under = async (file: string, limits: Partial<ZipLimits>) =>
  (await readAll(fixture(file), { limits: { ...ZIP_LIMITS, ...limits } })).refusal?.code;

describe('an archive', () => {
  it('within its limits is read', async () => {
    expect(await under('police_year.zip', {})).toBeUndefined();
  });
  it('with too many files is refused before any is opened', async () => {
    expect(await under('police_year.zip', { entries: 3 })).toBe('zip-too-many');
  });
  it('that would unpack to too much is refused before any is opened', async () => {
    expect(await under('police_year.zip', { total: 1500 })).toBe('zip-too-large');
  });
  it('that packs far too well is refused, by whatever the limit is', async () => {
    expect(await under('police_year.zip', { ratio: 1, ratioFrom: 100 })).toBe('zip-bomb');
  });
  it('whose directory lies about a size is refused while it unpacks, whatever the limits', async () => {
    expect(await under('lying_size.zip', { ratio: 1e9, total: 1e12 })).toBe('zip-broken');
  });
  it('is refused by the inspection under the same limits', async () => {
    const inspection = await inspect(fixture('police_year.zip'), {
      limits: { ...ZIP_LIMITS, entries: 1 },
    });
    expect(inspection.problem?.code).toBe('zip-too-many');
  });
});
