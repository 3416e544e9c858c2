/** Colours of tokens.css as MapLibre wants them: resolved for the theme of the moment. */
import type { Palette } from './style.ts';

/** @param names custom properties without their two hyphens. Reads the document: call it where one is. */
export function readColours<Name extends string>(names: readonly Name[]): Record<Name, string> {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const entries = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(entries) as Record<Name, string>; // one entry for each name given
}

export function readPalette(): Palette {
  const read = readColours([
    'map-background',
    'map-land',
    'map-line',
    'map-label',
    'map-halo',
    'map-mark',
    'map-hotspot',
    'hot',
    'cold',
    'map-risk',
    'map-water',
    'map-green',
    'map-road',
    'accent',
    'ramp-1',
    'ramp-2',
    'ramp-3',
    'ramp-4',
    'ramp-5',
    'ramp-6',
    'change-fewer-3',
    'change-fewer-2',
    'change-fewer-1',
    'change-none',
    'change-more-1',
    'change-more-2',
    'change-more-3',
  ]);
  return {
    background: read['map-background'],
    land: read['map-land'],
    line: read['map-line'],
    label: read['map-label'],
    halo: read['map-halo'],
    mark: read['map-mark'],
    hotspot: read['map-hotspot'],
    hot: read['hot'],
    cold: read['cold'],
    risk: read['map-risk'],
    water: read['map-water'],
    green: read['map-green'],
    road: read['map-road'],
    accent: read.accent,
    ramp: [
      read['ramp-1'],
      read['ramp-2'],
      read['ramp-3'],
      read['ramp-4'],
      read['ramp-5'],
      read['ramp-6'],
    ],
    change: [
      read['change-fewer-3'],
      read['change-fewer-2'],
      read['change-fewer-1'],
      read['change-none'],
      read['change-more-1'],
      read['change-more-2'],
      read['change-more-3'],
    ],
  };
}
