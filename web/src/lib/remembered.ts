/** Small choices a browser keeps: an agency, nothing about anybody. A closed store forgets, and that is all. */

export function remembered(key: string): string {
  try {
    return localStorage.getItem(`common-ground.${key}`) ?? '';
  } catch {
    return '';
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`common-ground.${key}`, value);
  } catch {
    // Private mode or a full store: asked again next time.
  }
}
