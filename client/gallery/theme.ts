/** What a reader can choose; `auto` is what their system prefers. */
export const THEMES = ['auto', 'dark', 'light'] as const;

export type Theme = (typeof THEMES)[number];

export function themeOf(word: string | null): Theme {
  return THEMES.find((theme) => theme === word) ?? 'auto';
}

/** Everything on the page follows its colour scheme. */
export function applyTheme(document: Document, theme: Theme): void {
  document.documentElement.style.colorScheme = theme === 'auto' ? 'dark light' : theme;
}
