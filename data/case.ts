/** What a hotspot of the sample and an action on it are made of. */

import { gridDisk, latLngToCell } from 'h3-js';
import type { Kind } from '#api/contract/kinds.ts';
import type { AgencySlug } from '#data/agencies.ts';
import { SAMPLE_TRUTHS } from '#data/truths.ts';

export interface SampleMilestone {
  readonly title: string;
  /** ISO local dates, here and below. */
  readonly due: string;
  readonly done_on?: string;
}

export interface SampleProgress {
  readonly on: string;
  readonly note: string;
  readonly hours?: number;
}

export interface SampleAction {
  readonly title: string;
  readonly what: string;
  readonly owner: AgencySlug;
  readonly person: string;
  readonly start: string;
  readonly deadline: string;
  readonly resource: { readonly hours: number; readonly money_pounds: number };
  /** In incidents a month inside the hotspot, of its kinds. */
  readonly measure: { readonly text: string; readonly baseline: number; readonly target: number };
  readonly state: 'proposed' | 'in_progress' | 'done';
  readonly milestones: readonly SampleMilestone[];
  readonly progress: readonly SampleProgress[];
}

export interface SampleHotspot {
  readonly name: string;
  /** The truth it stands on, by id. */
  readonly truth: string;
  readonly longitude: number;
  readonly latitude: number;
  /** H3 cells of resolution 9 within one step of the middle, sorted. */
  readonly cells: readonly string[];
  /** The window of evidence, inclusive. */
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly Kind[];
}

export interface SampleCase {
  readonly hotspot: SampleHotspot;
  readonly actions: readonly SampleAction[];
}

const RESOLUTION = 9;

/** A hotspot on a planted truth, with evidence from a window. Throws where the truth has no place. */
export function hotspotOn(name: string, truthId: string, from: string, to: string): SampleHotspot {
  const truth = SAMPLE_TRUTHS.find(({ id }) => id === truthId);
  if (!truth?.place) throw new Error(`no truth with a place is called ${truthId}`);
  const { longitude, latitude } = truth.place;
  const cells = gridDisk(latLngToCell(latitude, longitude, RESOLUTION), 1).toSorted();
  return { name, truth: truthId, longitude, latitude, cells, from, to, kinds: [truth.kind] };
}
