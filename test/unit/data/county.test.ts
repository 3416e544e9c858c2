import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KINDS, type Kind } from '#api/contract/kinds.ts';
import { SAMPLE_AGENCIES } from '#data/agencies.ts';
import { FIRST_DATE, LAST_DATE } from '#data/calendar.ts';
import { sampleFiles } from '#data/county.ts';
import { isoOf, readRows, readSample } from './read_sample.ts';

const fingerprint = (seed?: number): string => {
  const hash = createHash('sha256');
  for (const file of sampleFiles(seed === undefined ? {} : { seed })) {
    hash.update(`${file.fileName}\n${file.text}`);
  }
  return hash.digest('hex');
};

const rows = readSample();

/** What a person would call a row, from its dataset. */
const kindOf = (dataset: string, category: string): Kind => {
  if (category === 'Anti-social behaviour' || dataset.endsWith('-asb')) return 'asb';
  if (dataset.startsWith('police-') || dataset === 'fire-deliberate') return 'crime';
  return /needle|litter|outreach/.test(dataset) ? 'needle_find' : 'alcohol';
};

/** True where some instant reads like this on a clock in London. */
const existsInLondon = (iso: string): boolean => {
  const london = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/London',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return [0, 60].some(
    (ahead) =>
      london.format(new Date(Date.parse(`${iso}:00Z`) - ahead * 60_000)) === iso.replace('T', ' '),
  );
};

describe('the sample county', () => {
  it('comes out byte for byte the same every time, and differently for another seed', () => {
    const once = fingerprint();
    expect(fingerprint()).toBe(once);
    expect(fingerprint(7)).not.toBe(once);
  });

  it('holds about sixty thousand incidents of all four kinds', () => {
    expect(rows.length).toBeGreaterThan(55_000);
    expect(rows.length).toBeLessThan(65_000);
    const count = Map.groupBy(rows, (row) => kindOf(row.dataset, row.category));
    for (const kind of KINDS) expect(count.get(kind)?.length, kind).toBeGreaterThan(3_000);
  });

  it('comes from all seven agencies, and from nobody else', () => {
    expect([...new Set(rows.map((row) => row.agency))].toSorted()).toEqual(
      SAMPLE_AGENCIES.map(({ slug }) => slug).toSorted(),
    );
  });

  it('lies within its three years', () => {
    const dates = rows.map((row) => row.at.slice(0, 10)).toSorted();
    expect(dates.at(0)?.slice(0, 7)).toBe(FIRST_DATE.slice(0, 7));
    expect(dates.at(-1)).toBe(LAST_DATE);
  });

  it('never shows an hour that the clocks jumped over', () => {
    const texts = rows.flatMap((row) => Object.values(row.cells));
    const stamps = texts
      .filter((text) => /^\d\d\/\d\d\/\d{4} \d\d:\d\d$|^\d{4}-\d\d-\d\dT\d\d:\d\d:00$/.test(text))
      .map(isoOf);
    expect(stamps.length).toBeGreaterThan(30_000);
    const nights = stamps.filter((iso) => /-03-(2[5-9]|3[01])T0[0-3]/.test(iso));
    expect(nights.length).toBeGreaterThan(50);
    expect(existsInLondon('2026-03-29T01:30')).toBe(false);
    expect(nights.filter((iso) => !existsInLondon(iso))).toEqual([]);
  });

  it('never ends before it began', () => {
    const spans = rows
      .map(({ cells }) => [
        cells['Date from'] ?? cells['Committed from'] ?? '',
        cells['Date to'] ?? cells['Committed to'] ?? '',
      ])
      .filter(([, to]) => to !== '')
      .map(([from, to]) => [isoOf(from ?? ''), isoOf(to ?? '')] as const);
    expect(spans.length).toBeGreaterThan(2_000);
    expect(spans.filter(([from, to]) => from >= to)).toEqual([]);
  });

  it('leaves a few rows in a hundred without a place', () => {
    const share = rows.filter((row) => row.spot === undefined).length / rows.length;
    expect(share).toBeGreaterThan(0.01);
    expect(share).toBeLessThan(0.05);
  });

  it('repeats police rows of antisocial behaviour as often as the real file does', () => {
    const asb = rows.filter((row) => row.category === 'Anti-social behaviour');
    const distinct = new Set(asb.map((row) => JSON.stringify(row.cells)));
    const share = 1 - distinct.size / asb.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.35);
  });

  it('keeps every police point on a small set of snap points', () => {
    const police = rows.filter((row) => row.dataset === 'police-street' && row.spot !== undefined);
    const points = new Set(police.map(({ spot }) => `${spot?.longitude},${spot?.latitude}`));
    expect(points.size).toBeLessThan(police.length / 5);
  });

  it('counts needles exactly, as a range or not at all, and searches without a find as zero', () => {
    const counts = new Set(
      rows
        .map(({ cells }) => cells['Needles'] ?? cells['Quantity'] ?? cells['needles'])
        .filter((count) => count !== undefined),
    );
    for (const count of ['', '0', '1', '2-5', '6-10', '12']) expect(counts).toContain(count);
    const searches = rows.filter((row) => row.category === 'search');
    expect(searches.length).toBeGreaterThan(500);
    expect(searches.every(({ cells }) => cells['needles'] === '0')).toBe(true);
  });

  it('gives every row of a dataset a reference of its own, wherever that agency has references', () => {
    const withReferences = [...sampleFiles()].filter((file) => file.dataset !== 'police-street');
    for (const file of withReferences) {
      const references = readRows(file).map(({ cells }) => Object.values(cells)[0]);
      expect(new Set(references).size, file.fileName).toBe(references.length);
    }
  });
});
