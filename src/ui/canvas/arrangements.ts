/* The ways in which selected cards are put in order, by the command that does it. */
export type Arrangement = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom' | 'across' | 'down';

export const ARRANGEMENTS = {
  'align-left': 'left',
  'align-centre': 'centre',
  'align-right': 'right',
  'align-top': 'top',
  'align-middle': 'middle',
  'align-bottom': 'bottom',
  'distribute-across': 'across',
  'distribute-down': 'down',
} as const satisfies Readonly<Record<string, Arrangement>>;

/** What is done, as an order. */
export const ARRANGED: Readonly<Record<Arrangement, string>> = {
  left: 'Align left edges',
  centre: 'Align centres',
  right: 'Align right edges',
  top: 'Align top edges',
  middle: 'Align middles',
  bottom: 'Align bottom edges',
  across: 'Distribute horizontally',
  down: 'Distribute vertically',
};
