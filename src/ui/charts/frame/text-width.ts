/** How wide a text of a chart is: drawings do not say it before they stand on the page. */

/** As `--text-small` and `--font-words`. */
const FONT = '11px "Inter Variable", sans-serif';
let context: CanvasRenderingContext2D | null | undefined;

/** In pixels; where nothing can be measured, as wide as letters usually are. */
export function textWidth(text: string): number {
  if (typeof document !== 'undefined') context ??= document.createElement('canvas').getContext('2d');
  if (context === null || context === undefined) return text.length * 6;
  context.font = FONT;
  return context.measureText(text).width;
}
