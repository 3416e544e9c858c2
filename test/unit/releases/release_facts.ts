/** What a release is built from, complete: two agencies publish crime and antisocial behaviour. */
import fc from 'fast-check';
import type { PlaceCount, ReleaseFacts } from '#api/releases/build_release.ts';

export const facts = (about: Partial<ReleaseFacts> = {}): ReleaseFacts => ({
  partnership: 'Sabrina Community Safety Partnership',
  synthetic: false,
  period: '2026-10',
  geography: 'h3-8',
  built_on: '2026-11-14',
  not_delivered: [],
  published: [
    { agency: 'Sabrina Police', kind: 'crime' },
    { agency: 'Sabrina Police', kind: 'asb' },
    { agency: 'Severnside Council', kind: 'asb' },
  ],
  arrived: ['crime', 'asb'],
  areas: null,
  ...about,
});

/** A small table, with many counts about the edges of what is published. */
export const placeCounts: fc.Arbitrary<PlaceCount[]> = fc.array(
  fc.record({
    place: fc.constantFrom('a', 'b', 'c', 'd'),
    kind: fc.constantFrom('crime' as const, 'asb' as const),
    n: fc.nat({ max: 13 }),
  }),
  { maxLength: 8 },
);
