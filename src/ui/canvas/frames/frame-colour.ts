/* The colours of frames: those of the theme's series, in the same order, so that they suit both light and dark. */
import type { CSSProperties } from 'react';
import { FRAME_COLOURS } from '../../../graph/frame-colours.ts';

/** The token of a colour's name; frames without one, or with one of another version, are grey. */
export function colourToken(colour: string | undefined): string {
  const place = FRAME_COLOURS.findIndex((name) => name === colour);
  return place < 0 ? 'dim' : `series-${place + 1}`;
}

export const frameColour = (colour: string | undefined): CSSProperties => ({
  ['--frame' as string]: `var(--${colourToken(colour)})`,
});
