/** What every screen knows of deliveries: months that feeds have not delivered, and where default windows end. */
import { codeOfKind } from '../contract/kinds.ts';
import type { Agency } from '../contract/partnership.ts';
import type { AgencyTx } from '../db/as_agency.ts';
import { deliveredTo, type WeightedFeed } from '../deliveries/default_window.ts';
import { besideOthers, gapsIn, type FeedMonths } from '../deliveries/missing.ts';
import type { Grants } from '../hex_index/grants.ts';
import type { HexIndex } from '../hex_index/hex_index.ts';
import { everyFeed } from '../hexes/delivery_facts.ts';
import { countFeeds, type FeedRows } from '../hexes/feed_row_queries.ts';
import { readGrants } from '../hexes/grants_queries.ts';
import type { History } from '../hexes/history.ts';
import { readFeeds } from '../hexes/read_feeds.ts';
import type { HexServices } from '../hexes/services.ts';
import { localDateOf } from '../time/local_date.ts';
import { dayOf } from '../time/local_day.ts';

interface Deliveries {
  readonly grants: Grants;
  /** Empty for those who may not count. */
  readonly feeds: readonly FeedMonths[];
  /** Of the last year, of feeds beside others of their agency and kind. */
  readonly feedRecords: readonly FeedRows[];
}

export async function readDeliveries(
  services: HexServices,
  tx: AgencyTx,
  mayCount: boolean,
): Promise<Deliveries> {
  const grants = await readGrants(tx);
  const today = localDateOf(services.now());
  const feeds = mayCount ? await readFeeds(tx, services, { today, grants }) : [];
  const several = besideOthers(feeds);
  return {
    grants,
    feeds,
    feedRecords:
      several.length > 0
        ? await countFeeds(tx, several, yearUntil(today), { resolution: 0, types: null })
        : [],
  };
}

const yearUntil = (today: string) => ({ from: dayOf(today) - 366, to: dayOf(today) });

interface Known {
  readonly index: HexIndex;
  readonly grants: Grants;
  readonly agencies: readonly Agency[];
  readonly feeds: readonly FeedMonths[];
  readonly history: History | null;
  /** yyyy-mm-dd */
  readonly today: string;
}

/** By feed, the months of the history (first days, ascending) that it has not delivered to the reader. */
export function monthsMissing({
  history,
  feeds,
  ...known
}: Known): ReadonlyMap<number, readonly string[]> {
  if (!history) return new Map();
  const window = { from: history.first, to: Math.min(history.last, dayOf(known.today)) };
  if (window.from > window.to) return new Map();
  const months = new Map<number, string[]>();
  for (const gap of gapsIn(feeds, [window], everyFeed(known)))
    months.set(gap.id, [...new Set([...(months.get(gap.id) ?? []), ...gap.months])].sort());
  return months;
}

/** Where default windows end for the reader (yyyy-mm-dd). rows: of feeds beside others; the other feeds' are those of their
 *  agency and kinds. */
export function deliveredToOf(
  { index, grants, agencies, feeds, today }: Known,
  rows: readonly FeedRows[],
): string | null {
  const year = { ...yearUntil(today), resolution: 6, types: null, agencies: null, cells: null };
  const sources = index.sources(year, grants);
  const partners = index.partnerCounts(year, grants);
  const weighted = feeds.map((feed): WeightedFeed => {
    const id = agencies.find(({ slug }) => slug === feed.agency)?.id ?? 0;
    const own = rows.filter(({ dataset }) => dataset === feed.id);
    const records = feed.kinds.flatMap((kind) => {
      const beside = feeds.filter(
        (one) => one.agency === feed.agency && one.kinds.includes(kind) && one !== feed,
      );
      const all = sources
        .filter((one) => one.agency === id && one.kind === kind)
        .reduce((sum, { incidents }) => sum + incidents, 0);
      const others = rows.filter(
        (one) => one.kind === kind && beside.some((feed) => feed.id === one.dataset),
      );
      const counted = partners
        .filter(({ grant }) => grant.agency === id && grant.kind === codeOfKind(kind))
        .flatMap(({ counts }) => [...counts.total]);
      return [
        own.length > 0 ? sumOf(own.filter((one) => one.kind === kind)) : all - sumOf(others),
        ...counted.map((n) => n / (beside.length + 1)),
      ];
    });
    return {
      feed,
      records: Math.max(
        0,
        records.reduce((sum, n) => sum + n, 0),
      ),
    };
  });
  return deliveredTo(weighted, everyFeed({ index, grants, agencies, today }));
}

const sumOf = (rows: readonly FeedRows[]): number => rows.reduce((sum, { n }) => sum + n, 0);
