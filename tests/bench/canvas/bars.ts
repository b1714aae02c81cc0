/* What the canvas has to reach, on two cores without graphics. The gate stands at twice each bar: machines differ. */

export interface Bar {
  readonly words: string;
  readonly unit: 'ms' | 'fps';
  /** The most milliseconds, or the fewest frames a second. */
  readonly bar: number;
}

export const BARS = {
  open: { words: '1,000 nodes: the file is open and the page at rest', unit: 'ms', bar: 1500 },
  limits: { words: '5,000 nodes and 20,000 wires: the file is open and the page at rest', unit: 'ms', bar: 3000 },
  longest: { words: '1,000 nodes: the longest task while opening', unit: 'ms', bar: 500 },
  pan: { words: '1,000 nodes: panning at 100 %, frame p95', unit: 'ms', bar: 25 },
  panMiddle: { words: '1,000 nodes: panning at 50 %, frame p95', unit: 'ms', bar: 25 },
  zoom: { words: '1,000 nodes: zooming between 100 % and 16 %, frame p95', unit: 'ms', bar: 25 },
  drag: { words: '1,000 nodes: dragging a card, frame p95', unit: 'ms', bar: 25 },
  click: { words: '1,000 nodes: a click until the card is selected', unit: 'ms', bar: 100 },
  far: { words: '1,000 nodes: panning with everything in sight', unit: 'fps', bar: 30 },
  edit: { words: '1,000 nodes: an edit until it is painted', unit: 'ms', bar: 100 },
  undo: { words: '2,000 nodes: undo until it is painted', unit: 'ms', bar: 200 },
  training: { words: '500 nodes, one network of them trains: interactions, p98', unit: 'ms', bar: 200 },
} as const satisfies Readonly<Record<string, Bar>>;

export type BarName = keyof typeof BARS;

/** Whether a figure is as good as `wanted`. */
export const reaches = ({ unit }: Bar, found: number, wanted: number): boolean =>
  unit === 'ms' ? found <= wanted : found >= wanted;

/** How far a figure may fall short of its bar before that counts as broken. */
export const gateOf = ({ unit, bar }: Bar): number => (unit === 'ms' ? 2 * bar : bar / 2);
