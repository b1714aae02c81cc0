/* Which combinations a command can be given, and why not the others. */
import { isCombination, keyText } from './combination.ts';

/** What the browser does itself, whatever a page says, or must not be kept from doing. */
const BROWSER = new Set(
  'Ctrl+N Ctrl+T Ctrl+W Ctrl+Q Ctrl+R Ctrl+L Ctrl+F Ctrl+P Ctrl++ Ctrl+= Ctrl+- Ctrl+0 Ctrl+Shift+N Ctrl+Shift+T Ctrl+Shift+W Ctrl+Shift+R Ctrl+Shift+I Ctrl+Shift+J Ctrl+Tab Ctrl+Shift+Tab Ctrl+PageUp Ctrl+PageDown Alt+F4 Alt+ArrowLeft Alt+ArrowRight F5 Ctrl+F5 F11 F12'.split(
    ' ',
  ),
);

/** Keys with which one moves, chooses, copies and leaves everywhere. */
const FIXED =
  /^(Shift\+)?(Tab|Enter|Space|Escape|Arrow\w+|Home|End|PageUp|PageDown|F10)$|^Ctrl\+([CXV]|Shift\+V)$|^ContextMenu$/;

/** Why this cannot be the key of a command; undefined if it can. */
export function whyNot(combination: string): string | undefined {
  if (!isCombination(combination)) return 'This key cannot be told from others here.';
  const key = keyText(combination);
  if (BROWSER.has(combination)) return `${key} belongs to the browser. Choose another key.`;
  return FIXED.test(combination)
    ? `${key} has the same meaning everywhere and stays so. Choose another key.`
    : undefined;
}
