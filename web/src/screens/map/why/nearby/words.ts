/** What stands near a place, and which orders hold there, in sentences. */
import type { Nearby } from '#api/contract/nearby.ts';
import { day } from '#web/lib/format.ts';

type Landmark = Nearby['landmarks'][number];
type Order = Nearby['orders'][number];

const ONE_AND_MORE: Readonly<Record<Landmark['kind'], readonly [string, string]>> = {
  needle_exchange: ['needle exchange', 'needle exchanges'],
  sharps_bin: ['sharps bin', 'sharps bins'],
  licensed_premises: ['licensed premises', 'licensed premises'],
  school: ['school', 'schools'],
  other: ['other landmark', 'other landmarks'],
};

/** 640 → 640 m; 2,340 → 2.3 km */
const distance = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(1)} km`;

export const nearbyWords = {
  title: 'Near here',
  orders: 'Orders that hold here',
  loading: 'Looking around',
  nothing:
    'No exchanges, bins, premises, schools or orders have been brought in. Whoever runs the installation can, from the terminal.',
  sources: (names: readonly string[]) => `From: ${names.join('; ')}.`,
  noOrder: 'No order covers this place.',
  landmark({ kind, within, nearest }: Landmark, metres: number): string {
    const [one, more] = ONE_AND_MORE[kind];
    const away = `${nearest.name}, ${distance(nearest.metres)}`;
    if (within === 0) return `No ${one} within ${distance(metres)}; the nearest is ${away}.`;
    return `${within} ${within === 1 ? one : more} within ${distance(metres)}: ${within === 1 ? '' : 'nearest '}${away}.`;
  },
  state({ state, starts_on, ends_on }: Order): string {
    switch (state) {
      case 'scheduled':
        return `begins ${day(starts_on)}`;
      case 'in_force':
        return `in force until ${day(ends_on)}`;
      case 'ending':
        return `ends soon, on ${day(ends_on)}`;
      case 'ended':
        return `ended on ${day(ends_on)}`;
    }
  },
} as const;
