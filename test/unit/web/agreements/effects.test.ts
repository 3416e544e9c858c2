import { describe, expect, test } from 'vitest';
import { acceptingDoes, endingDoes } from '#web/screens/agreements/effects.ts';
import { anAgreement, nameOf, yes } from './an_agreement.ts';

const today = '2026-06-01';

describe('before anybody accepts', () => {
  test('Chelsea reads what her hospital will see, and from when', () => {
    const proposed = anAgreement({ state: 'proposed', parties: [yes('police')] });
    expect(acceptingDoes(proposed, 'hospital', nameOf, today)[0]).toBe(
      'From the next request on Sabrina NHS Trust counts crime of Sabrina Police, until 31 December 2026.',
    );
    const later = { ...proposed, starts_on: '2026-07-01' };
    expect(acceptingDoes(later, 'hospital', nameOf, today)[0]).toMatch(/^From 1 July 2026 on /);
  });

  test('Bob reads who will see his force’s records', () => {
    const requested = anAgreement({
      state: 'proposed',
      level: 'point',
      resolution: null,
      threshold: null,
      proposed_by: 'hospital',
      parties: [yes('hospital')],
    });
    const [who, how] = acceptingDoes(requested, 'police', nameOf, today);
    expect(who).toMatch(
      /^From the next request on Sabrina NHS Trust reads crime of Sabrina Police/,
    );
    expect(how).toContain('exact places');
  });

  test('a partner that joins before the provider has said yes sees nothing yet', () => {
    const early = anAgreement({
      state: 'proposed',
      audience: 'partners',
      recipient: null,
      parties: [],
    });
    expect(acceptingDoes(early, 'council', nameOf, today)[0]).toBe(
      'Nothing is shared yet: Sabrina Police has still to accept.',
    );
  });
});

describe('before anybody ends one', () => {
  test('revoking says who loses what at once, and that it cannot be undone', () => {
    const partners = anAgreement({
      audience: 'partners',
      recipient: null,
      parties: [yes('police'), yes('hospital'), yes('council')],
    });
    const [first, ...others] = endingDoes(partners, null, nameOf);
    expect(first).toBe(
      'From the next request on nobody at Sabrina NHS Trust or Severnside Council sees crime of Sabrina Police through this agreement: maps, tables and exports lose them at once.',
    );
    expect(others.at(-1)).toContain('cannot be undone');
  });

  test('leaving takes it from one’s own agency alone', () => {
    const [first, ...others] = endingDoes(anAgreement(), 'hospital', nameOf);
    expect(first).toContain('nobody at Sabrina NHS Trust sees');
    expect(others.at(-1)).toContain('The others keep it');
  });

  test('what nobody sees yet is not said to be lost', () => {
    expect(endingDoes(anAgreement({ state: 'proposed' }), null, nameOf)[0]).toContain(
      'Nobody sees',
    );
  });

  test('a release that is out stays out', () => {
    const release = anAgreement({ audience: 'public', recipient: null, level: 'release' });
    expect(endingDoes(release, null, nameOf).join(' ')).toContain('stay published');
  });
});
