/** Fetches the background the partnership has set, and puts our own layers on it. */
import type { StyleSpecification } from 'maplibre-gl';
import type * as maplibre from 'maplibre-gl';
import type { Partnership } from '#api/contract/partnership.ts';
import type { AreaOutlines } from '#web/lib/api/area_outlines.ts';
import { openArchive } from './open_archive.ts';
import { overlay, withOverlay } from './overlay.ts';
import { readPalette } from './palette.ts';
import { archiveStyle, describeBackground, plainStyle } from './style.ts';

export interface BackgroundWanted {
  readonly basemap: Partnership['basemap'];
  readonly areas: AreaOutlines;
  readonly places: Partnership['places'];
}

/** The whole style in the theme of the moment. `onaway`: the basemap did not come, and outlines stand in for it. */
export async function loadStyle(
  library: typeof maplibre,
  { basemap, areas, places }: BackgroundWanted,
  onunavailable: () => void,
): Promise<StyleSpecification> {
  const base = await background(library, basemap, onunavailable);
  return withOverlay(base, overlay(readPalette(), areas, places, describeBackground(base)));
}

async function background(
  library: typeof maplibre,
  basemap: Partnership['basemap'],
  onunavailable: () => void,
): Promise<StyleSpecification> {
  const palette = readPalette();
  if (basemap.form === 'none' || !basemap.url) return plainStyle(palette);
  try {
    if (basemap.form === 'pmtiles') {
      return archiveStyle(await openArchive(library, basemap.url), palette);
    }
    const answer = await fetch(basemap.url, { referrerPolicy: 'no-referrer' });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()) as StyleSpecification; // MapLibre checks it against its own schema
  } catch {
    onunavailable();
    return plainStyle(palette);
  }
}

/** The pattern for background of which nothing is known. */
export function addHatch(target: maplibre.Map): void {
  const size = 12;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const pen = canvas.getContext('2d');
  if (!pen || target.hasImage('hatch')) return;
  pen.strokeStyle = readPalette().line;
  pen.lineWidth = 1.5;
  for (const offset of [-size, 0, size]) {
    pen.moveTo(offset, size);
    pen.lineTo(offset + size, 0);
  }
  pen.stroke();
  target.addImage('hatch', pen.getImageData(0, 0, size, size));
}
