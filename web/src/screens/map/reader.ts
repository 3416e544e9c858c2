/** Who reads the map, as far as it decides which hexagons are counted in which window. */
import { localDateOf } from '#api/time/local_date.ts';
import { partnership } from '#web/lib/partnership.svelte.ts';
import { session } from '#web/lib/session.svelte.ts';
import type { Reader } from './draw/window_rule.ts';

export const readerNow = (): Reader => ({
  oneByOne: session.may('points.read'),
  history: partnership.current.history,
  today: localDateOf(new Date()),
});
