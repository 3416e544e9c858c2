import { cellArea, latLngToCell } from 'h3-js';
import { describe, expect, test } from 'vitest';
import {
  agreementSentence,
  levelInWords,
  reminderInWords,
  statusInWords,
} from '#web/screens/agreements/words.ts';
import { HEXAGONS } from '#web/screens/map/visibility/words.ts';
import { anAgreement, nameOf, yes } from './an_agreement.ts';

test('a level in words', () => {
  expect(levelInWords(anAgreement())).toBe(
    'counts only, in hexagons of about 0.66 km², whole months, 5 or more',
  );
  expect(levelInWords({ level: 'point', resolution: null, threshold: null })).toBe(
    'rows, one by one',
  );
  expect(levelInWords({ level: 'release', resolution: null, threshold: null })).toBe(
    'monthly public release',
  );
});

test('hexagons are as large as they are in Britain', () => {
  for (const resolution of [6, 7, 8, 9]) {
    const area = cellArea(latLngToCell(51.5, -0.1, resolution), 'km2');
    const said = Number(HEXAGONS[resolution]?.area.replace(' km²', ''));
    expect(Math.abs(said / area - 1), String(resolution)).toBeLessThan(0.01);
  }
});

describe('the sentence', () => {
  test('says who lets whom see what, how, and until when', () => {
    expect(agreementSentence(anAgreement(), nameOf)).toBe(
      'Sabrina Police lets Sabrina NHS Trust count its crime in hexagons of about 0.66 km² by whole months, where a hexagon has 5 or more of a kind in a month, from 1 January 2026 until 31 December 2026; its review is due on 1 July 2026.',
    );
    const rows = { level: 'point', resolution: null, threshold: null } as const;
    expect(agreementSentence(anAgreement({ ...rows, audience: 'partners' }), nameOf)).toContain(
      'lets all partners that accept read its crime row by row',
    );
  });

  test('leaves open what has not been chosen', () => {
    const open = { kinds: [], provider: '', recipient: '', ends_on: '', threshold: null };
    expect(agreementSentence(anAgreement(open), nameOf)).toMatch(
      /^… lets … count its … in hexagons .* has … or more .* until …;/,
    );
  });
});

describe('where it stands', () => {
  test('whom it waits for', () => {
    const proposed = { state: 'proposed', waiting_for: ['hospital'] } as const;
    expect(statusInWords(anAgreement({ ...proposed, waiting_for: ['hospital'] }), nameOf)).toBe(
      'waits for Sabrina NHS Trust',
    );
    const partners = { audience: 'partners', recipient: null, state: 'proposed' } as const;
    const waiting_for = ['hospital', 'council'];
    expect(statusInWords(anAgreement({ ...partners, waiting_for }), nameOf)).toBe(
      'waits for the first partner to accept',
    );
  });

  test('until when, and how many partners have joined', () => {
    const parties = [yes('police'), yes('hospital'), yes('fire', '2026-02-01T00:00:00Z')];
    expect(statusInWords(anAgreement({ audience: 'partners', parties }), nameOf)).toBe(
      'until 31 December 2026, joined by 1 partner',
    );
  });

  test('what it reminds of', () => {
    expect(reminderInWords(anAgreement({ reminder: 'ends', days_left: 1 }))).toBe(
      'Ends in 1 day, on 31 December 2026.',
    );
    expect(reminderInWords(anAgreement({ reminder: 'ends', days_left: 0 }))).toContain('today');
    expect(reminderInWords(anAgreement({ reminder: 'review' }))).toBe(
      'Its review was due on 1 July 2026.',
    );
  });
});
