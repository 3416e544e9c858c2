/** Which Chromium, and how it is started. */
import { findChromium } from '#test/runner/chromium.ts';

/** Software WebGL; nothing that speaks to the world of its own accord. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
] as const;

/** Throws where there is none. */
export function chromiumPath(): string {
  const path = findChromium();
  if (path === null) throw new Error('There is no Chromium: set CHROMIUM_PATH.');
  return path;
}
