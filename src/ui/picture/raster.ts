/* An SVG drawn into pixels: twice as fine as on the page, or less where the picture would become too large. */
import type { Drawn } from './svg.ts';

const FINE = 2;
/** What browsers give a canvas at most, on a side and in all. */
export const MAX_SIDE = 16_384;
export const MAX_PIXELS = 64_000_000;

/** Pixels for each unit of the drawing. */
export const scaleOf = ({ width, height }: Pick<Drawn, 'width' | 'height'>): number =>
  Math.min(FINE, MAX_SIDE / width, MAX_SIDE / height, Math.sqrt(MAX_PIXELS / (width * height)));

/** The bytes of a PNG, and what is to be said of its size where it had to be scaled down. */
export async function pngOf(drawn: Drawn): Promise<{ readonly bytes: Uint8Array; readonly remark: string }> {
  const scale = scaleOf(drawn);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(drawn.width * scale));
  canvas.height = Math.max(1, Math.floor(drawn.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The browser has no room for a picture of this size. Export it as SVG.');
  const url = URL.createObjectURL(new Blob([drawn.text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
  } finally {
    URL.revokeObjectURL(url);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('The browser could not write the picture. Export it as SVG.');
  const remark =
    scale < FINE
      ? ` The graph is large, so it is drawn at ${Math.round(scale * 100)} % of its size on the page; an SVG stays sharp.`
      : '';
  return { bytes: new Uint8Array(await blob.arrayBuffer()), remark };
}

/** The page's fonts as a style sheet that carries them: a picture that becomes pixels can load nothing. */
export async function fontsInside(): Promise<string> {
  await document.fonts.ready;
  const used = new Set([...document.fonts].filter(({ status }) => status === 'loaded').map(faceKey));
  const rules = [...document.styleSheets].flatMap(fontRules).filter(({ style }) => used.has(keyOf(style)));
  return (await Promise.all(rules.map(embedded))).join('\n');
}

const bare = (text: string): string => text.replaceAll(/["'\s]/g, '').toLowerCase();
const faceKey = ({ family, unicodeRange }: FontFace): string => `${bare(family)} ${bare(unicodeRange)}`;
const keyOf = (style: CSSStyleDeclaration): string =>
  `${bare(style.getPropertyValue('font-family'))} ${bare(style.getPropertyValue('unicode-range'))}`;

function fontRules(sheet: CSSStyleSheet): CSSFontFaceRule[] {
  try {
    return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
  } catch {
    // A style sheet of an extension, which may not be read.
    return [];
  }
}

/** The rule with its font as a data address; nothing if that cannot be had, since there are other fonts. */
async function embedded({ cssText, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const address = /url\("?([^")]+)"?\)/.exec(cssText)?.[1];
  if (address === undefined) return '';
  try {
    const response = await fetch(new URL(address, parentStyleSheet?.href ?? document.baseURI));
    const bytes = new Uint8Array(await response.arrayBuffer());
    let letters = '';
    for (const byte of bytes) letters += String.fromCharCode(byte);
    return response.ok ? cssText.replace(address, `data:font/woff2;base64,${btoa(letters)}`) : '';
  } catch {
    // Without a connection: the picture is written in one of the fonts that are there.
    return '';
  }
}
