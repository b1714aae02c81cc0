/* What a picture of a graph is made of: plain data, in the document's coordinates. */
import type { PortKind } from '../../catalog/ports.ts';
import type { Point } from '../canvas/wires/wire-path.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One thing to draw, relative to its card. Colours are real ones: a picture has no style sheet. */
export type Mark =
  | ({ readonly draw: 'box'; readonly fill?: string; readonly radius: number; readonly stroke?: Stroke } & Box)
  | ({ readonly draw: 'text'; readonly text: string; readonly opacity: number } & Lettering & Point)
  /** An SVG of its own, with its colours resolved. */
  | ({ readonly draw: 'svg'; readonly svg: string; readonly opacity: number } & Box)
  | ({ readonly draw: 'image'; readonly href: string; readonly opacity: number } & Box);

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dashed: boolean;
}

/** `x` and `y` of a text are where its base line begins. */
export interface Lettering {
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
  readonly font: string;
  /** The width it has on the page, which it keeps in whatever font it is shown. */
  readonly width: number;
}

export interface PicturePort extends Point {
  readonly name: string;
  readonly kind: PortKind;
  readonly filled: boolean;
}

/** A card or a note. */
export interface PictureCard extends Box {
  readonly id: string;
  /** For screen readers, and as the tooltip. */
  readonly title: string;
  readonly marks: readonly Mark[];
}

export interface PictureWire {
  readonly id: string;
  readonly title: string;
  readonly kind: PortKind;
  readonly d: string;
  readonly width: number;
  readonly chip?: { readonly at: Point; readonly text: string };
}

/** A frame, in a real colour, behind everything. */
export interface PictureFrame extends Box {
  readonly id: string;
  readonly title: string;
  readonly colour: string;
}

export interface Colours {
  readonly canvas: string;
  readonly surface: string;
  readonly raised: string;
  readonly line: string;
  readonly text: string;
  readonly kind: (kind: PortKind) => string;
  /** Fonts of words and of figures. */
  readonly words: string;
  readonly numbers: string;
}

export interface GraphPicture {
  readonly name: string;
  readonly cards: readonly (PictureCard & { readonly ports: readonly PicturePort[] })[];
  readonly wires: readonly PictureWire[];
  readonly notes: readonly PictureCard[];
  readonly frames: readonly PictureFrame[];
  readonly colours: Colours;
}
