/** Light, dark, or as the system says. static/theme.js applies the remembered choice before first paint. */
export type Theme = 'system' | 'light' | 'dark';

const read = (): Theme => {
  const set = typeof document === 'undefined' ? undefined : document.documentElement.dataset.theme;
  return set === 'light' || set === 'dark' ? set : 'system';
};

let choice = $state<Theme>(read());

export const theme = {
  get choice(): Theme {
    return choice;
  },
  choose(next: Theme): void {
    choice = next;
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      if (next === 'system') localStorage.removeItem('theme');
      else localStorage.setItem('theme', next);
    } catch {
      // Storage is closed to us: the choice lasts as long as the page.
    }
    document.dispatchEvent(new Event('themechange'));
  },
};
