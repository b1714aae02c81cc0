import { readTheme } from './preference.ts';

/** Gives the page its colours before anything is drawn; Mantine keeps the attribute from then on. */
export function paintTheme(): void {
  document.documentElement.dataset.mantineColorScheme = readTheme();
}
