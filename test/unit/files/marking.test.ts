/** What an export says of itself, in words that a person reads and a name that a computer keeps. */
import { describe, expect, it } from 'vitest';
import { attachment, fileName } from '#api/files/file_name.ts';
import { filtersInWords, inOneLine } from '#api/files/filters_in_words.ts';
import {
  aboutLines,
  basisNames,
  inLocalWords,
  markingColumns,
  markOf,
  OWN,
} from '#api/files/marking.ts';
import { providedBy, underAgreement } from '#api/sharing/under_agreement.ts';
import type { InForce } from '#api/sharing/in_force_queries.ts';
import { marking } from './export_factories.ts';

const [COUNCIL, POLICE, NHS] = [1, 2, 3];
const forParks: InForce = {
  id: 7,
  provider: POLICE,
  level: 'point',
  resolution: null,
  threshold: null,
  kinds: ['crime', 'asb'],
  maxSensitivity: 1,
  purpose: 'safer parks',
  legalBasis: 'Crime and Disorder Act 1998, s115',
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
};
const forNights: InForce = { ...forParks, id: 9, kinds: ['asb', 'alcohol'], maxSensitivity: 2 };
const row = (agency_id: number, sensitivity = 1, kind: 'asb' | 'crime' | 'alcohol' = 'asb') => ({
  agency_id,
  kind,
  sensitivity,
});

describe('A marking', () => {
  it('is that of the most sensitive row', () => {
    expect([null, 0, 1, 2, 3].map(markOf)).toEqual([
      'OFFICIAL',
      'OFFICIAL',
      'OFFICIAL-SENSITIVE',
      'OFFICIAL-SENSITIVE',
      'OFFICIAL-SENSITIVE',
    ]);
  });

  it('says who, when by the clock on the wall and in UTC, under what, and what is missing', () => {
    expect(aboutLines(marking())).toEqual([
      ['Marking', 'OFFICIAL-SENSITIVE'],
      ['Handling', expect.stringMatching(/^Share only .*\.$/)],
      ['Contents', 'Incidents'],
      ['Partnership', 'Sabrina Community Safety Partnership'],
      ['Exported by', 'Alice Example, Severnside Council'],
      ['Exported at', 'Wednesday 25 November 2026, 19:30 GMT (2026-11-25T19:30:20Z)'],
      ['Window', '1 June 2025 to 30 June 2025'],
      ['Agreement', 'Severnside Council, 2 incidents: own records'],
      [
        'Agreement',
        'Sabrina Police, 1 incident: agreement 7 (2026-01-01 to 2026-12-31), for: parks. Legal basis: s115',
      ],
      ['Left out', '3 have no place, so they cannot be inside the area.'],
    ]);
    expect(inLocalWords(new Date('2026-06-30T23:30:00Z'))).toBe('Wednesday 1 July 2026, 00:30 BST');
  });

  it('says of the sample county that nothing in it happened', () => {
    expect(aboutLines(marking({ synthetic: true })).map(([label]) => label)).toContain('Synthetic');
  });

  it('stands on every row', () => {
    const columns = markingColumns<number>(marking(), (n) => `agreement ${n}`);
    expect(columns.map(({ name, value }) => [name, value(7)])).toEqual([
      ['marking', 'OFFICIAL-SENSITIVE'],
      ['agreement', 'agreement 7'],
      ['exported_by', 'Alice Example, Severnside Council'],
      ['exported_at', '2026-11-25T19:30:20Z'],
    ]);
  });
});

describe('The agreement of a record', () => {
  const why = underAgreement(COUNCIL, [forParks, forNights]);

  it('is named: one’s own, one, or each that reaches it', () => {
    expect(why(row(COUNCIL, 3))).toBe(OWN);
    expect(why(row(POLICE, 1, 'crime'))).toBe('agreement 7');
    expect(why(row(POLICE))).toBe('agreement 7, agreement 9');
    expect(why(row(POLICE, 2))).toBe('agreement 9');
  });

  it('must be there: a record without one ends the export', () => {
    expect(() => why(row(POLICE, 3))).toThrow('no agreement in force');
    expect(() => why(row(POLICE, 2, 'crime'))).toThrow('no agreement in force');
    expect(() => why(row(NHS))).toThrow('no agreement in force');
    expect(() => underAgreement(NHS, [])(row(COUNCIL))).toThrow('no agreement in force');
  });

  it('is never one of counts: that lets nobody read a record', () => {
    const counts: InForce = { ...forParks, level: 'cell', resolution: 8, threshold: 5 };
    expect(() => underAgreement(COUNCIL, [counts])(row(POLICE))).toThrow('no agreement in force');
  });

  it('is summed up by provider, and one that brought nothing is not named', () => {
    const taken = [
      { ...row(COUNCIL, 3), provider: 'Severnside Council', agreement: null, incidents: 2 },
      { ...row(POLICE, 1, 'crime'), provider: 'Sabrina Police', agreement: null, incidents: 5 },
      { ...row(POLICE, 0, 'crime'), provider: 'Sabrina Police', agreement: null, incidents: 1 },
    ];
    const provided = providedBy(COUNCIL, [forParks, forNights], taken);
    expect(provided).toEqual([
      {
        provider: 'Severnside Council',
        incidents: 2,
        under: [{ agreement: null, until: null, words: OWN }],
      },
      {
        provider: 'Sabrina Police',
        incidents: 6,
        under: [
          {
            agreement: 7,
            until: '2026-12-31',
            words:
              'agreement 7 (2026-01-01 to 2026-12-31), for: safer parks. Legal basis: Crime and Disorder Act 1998, s115',
          },
        ],
      },
    ]);
    expect(basisNames(provided)).toEqual([OWN, 'agreement 7']);
    expect(() => providedBy(NHS, [], taken)).toThrow('no agreement in force');
  });

  it('of counts is the one that they were counted under', () => {
    const counts: InForce = { ...forParks, id: 4, level: 'cell', resolution: 8, threshold: 5 };
    const taken = [{ ...row(POLICE), provider: 'Sabrina Police', agreement: 4, incidents: 30 }];
    expect(providedBy(COUNCIL, [counts, forNights], taken)).toMatchObject([
      {
        incidents: 30,
        under: [
          {
            agreement: 4,
            words: expect.stringContaining(
              'counts of 5 or more a month in hexagons of resolution 8',
            ) as unknown,
          },
        ],
      },
    ]);
  });
});

describe('The filters', () => {
  const names = new Map([['sabrina-police', 'Sabrina Police']]);

  it('are written in words', () => {
    const lines = filtersInWords(
      {
        from: '2025-06-01',
        to: '2025-06-30',
        kind: ['asb', 'needle_find'],
        type: ['noise'],
        agency: ['sabrina-police', 'gone-agency'],
        areaName: 'Old Town',
        resolution: 8,
      },
      names,
    );
    expect(lines).toEqual([
      ['Window', '1 June 2025 to 30 June 2025'],
      ['Kinds', 'Anti-social behaviour, Needle finds'],
      ['Types', 'Noise'],
      ['Agencies', 'Sabrina Police, gone-agency'],
      ['Where', 'Old Town: by whole hexagons of resolution 8'],
    ]);
    expect(inOneLine(lines)).toBe(
      'Window: 1 June 2025 to 30 June 2025. Kinds: Anti-social behaviour, Needle finds. Types: Noise. Agencies: Sabrina Police, gone-agency. Where: Old Town: by whole hexagons of resolution 8',
    );
  });

  it('never hold a coordinate, drawn areas and boxes included', () => {
    const words = inOneLine(
      filtersInWords(
        {
          from: '2025-06-01',
          to: '2025-06-01',
          within: [
            [-2.2, 52.1],
            [-2.3, 52.1],
            [-2.3, 52.2],
          ],
          bbox: [-2.3, 52.1, -2.2, 52.2],
          areaName: null,
          resolution: 9,
        },
        names,
      ),
    );
    expect(words).toBe(
      'Window: 1 June 2025. Kinds: all. Agencies: all whose records you may see. Where: an area drawn by hand, with 3 corners; inside the part of the map that was shown: by whole hexagons of resolution 9',
    );
    expect(words).not.toMatch(/52\.|2\.[23]/);
  });
});

describe('A file’s name', () => {
  it('begins with the marking, and says what, of when, whose, and the minute', () => {
    expect(fileName(marking(), 'incidents 2025-06-01 to 2025-06-30', 'csv')).toBe(
      'OFFICIAL-SENSITIVE incidents 2025-06-01 to 2025-06-30 severnside-council 20261125T1930Z.csv',
    );
  });

  it('has nothing in it that a disk refuses', () => {
    expect(fileName(marking(), 'a/b\\c:d\r\n"e"', 'csv')).toMatch(
      /^OFFICIAL-SENSITIVE [a-e ]+ severnside/,
    );
  });

  it('survives a header, whatever is in it', () => {
    expect(attachment('OFFICIAL incidents.csv')).toBe(
      `attachment; filename="OFFICIAL incidents.csv"; filename*=UTF-8''OFFICIAL%20incidents.csv`,
    );
    expect(attachment(`Café "x" (1)'s \r\n\ud800.csv`)).toBe(
      `attachment; filename="Caf_ _x_ (1)'s ___.csv"; filename*=UTF-8''Caf%C3%A9%20%22x%22%20%281%29%27s%20%0D%0A%EF%BF%BD.csv`,
    );
  });
});
