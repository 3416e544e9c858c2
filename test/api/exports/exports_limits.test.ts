/** What a file may hold, and how many may be made at once: refused in words that say what to do. */
import { describe, expect, it } from 'vitest';
import { EXPORT_LIMIT, type ExportPreview } from '#api/contract/exports.ts';
import { asOwner } from '#api/db/as_agency.ts';
import { refusal } from '#test/api/http/calls.ts';
import { logCsv } from '#test/support/factories.ts';
import { withTestApp } from '#test/support/test_app.ts';
import { alice } from '#test/support/people.ts';

const testApp = await withTestApp({ agreements: 'none' });
const file = (query: string) => testApp.request(`/api/exports/incidents?${query}`, {}, alice);
const exportsMade = () =>
  asOwner(testApp.database, async (tx) => {
    const rows = await tx<{ n: number }[]>`
      select count(*)::int as n
      from audit_event
      where event = 'export.made'`;
    return rows[0]?.n ?? 0;
  });

describe('Files that many request at once', () => {
  it('are made two at a time; when too many wait the answer says when to try again', async () => {
    await testApp.importFile(logCsv([{ reference: 'A1' }]), { as: alice, name: 'asb log.csv' });
    const before = await exportsMade();
    const answers = await Promise.all(Array.from({ length: 40 }, () => file('format=csv')));
    const busy = answers.filter(({ status }) => status !== 200);
    expect(busy.length).toBeGreaterThan(0);
    for (const answer of busy) {
      expect(answer.headers.get('retry-after')).toBe('60');
      expect(await refusal(answer)).toMatchObject({ status: 503, code: 'exports_busy' });
    }
    const made = answers.filter(({ status }) => status === 200);
    // at least those in turn and in line; each one whole, and each in the audit
    expect(made.length).toBeGreaterThanOrEqual(12);
    for (const answer of made) expect(await answer.text()).toContain('A1');
    expect(await exportsMade()).toBe(before + made.length);
    // the line is free again
    expect(await (await file('format=csv')).text()).toContain('A1');
  });
});

describe('A file of more than a quarter of a million rows', () => {
  const YEAR = 'from=2024-01-01&to=2024-12-31';
  const preview = async () =>
    (await testApp.json<ExportPreview>(`/api/exports/preview?${YEAR}`)).incidents;

  it(
    'is refused, with how many there are and what to choose instead; one row fewer is not',
    { timeout: 240_000 },
    async () => {
      await asOwner(testApp.database, async (tx) => {
        // as an import leaves them, without a place; all but five of them in the spring
        await tx`
        insert into incident (
          agency_id, dataset_id, identity_hash, content_hash, type_id, started_at, local_day, time_precision)
        select
          dataset.agency_id, dataset.id, n, n, 21, made.day + interval '12 hours', made.day, 'day'
        from dataset
        cross join generate_series(1, ${EXPORT_LIMIT + 1}::int) n
        cross join lateral (
          select case when n <= 5 then date '2024-07-01' + n else date '2024-03-01' + n % 90 end as day
        ) made
        where dataset.agency_id = ${testApp.agencyId(alice)}`;
      });
      const words =
        'These are 250,001 incidents, and a file has at most 250,000. Choose a shorter window, fewer kinds or an area.';
      const before = await exportsMade();
      expect(await refusal(file(`${YEAR}&format=csv`))).toMatchObject({
        ...{ status: 422, code: 'export_too_large', detail: words },
      });
      expect(await exportsMade()).toBe(before);
      expect(await preview()).toMatchObject({ count: EXPORT_LIMIT + 1, refused: words });
      // what it says to do works
      const shorter = await file('from=2024-07-01&to=2024-12-31&format=csv');
      expect(shorter.status).toBe(200);
      expect((await shorter.text()).trim().split('\r\n')).toHaveLength(1 + 5);
      await asOwner(
        testApp.database,
        (tx) => tx`delete from incident where local_day = date '2024-07-01' + 1`,
      );
      expect(await preview()).toMatchObject({ count: EXPORT_LIMIT, refused: null });
    },
  );
});
