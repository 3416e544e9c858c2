/** Hotspots the sample partnership has adopted, and the work it has assigned on them. */

import { FINISHED_ACTIONS } from '#data/finished_actions.ts';
import { OPEN_ACTIONS } from '#data/open_actions.ts';
import type { SampleCase } from '#data/case.ts';

export type { SampleAction, SampleCase } from '#data/case.ts';

export const SAMPLE_ACTIONS: readonly SampleCase[] = [...FINISHED_ACTIONS, ...OPEN_ACTIONS];
