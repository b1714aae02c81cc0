/** What all views have: the run that they look at, and the size of their card. */
import type { ViewSize } from '../define/index.ts';
import { choice } from '../params.ts';
import type { PortSpec } from '../ports.ts';

export const VIEW_INPUTS: readonly PortSpec[] = [
  {
    name: 'model',
    kind: 'model',
    help: 'Whose training is shown. Without a wire: the one that the page shows.',
  },
];

export const sized = (initial: ViewSize) =>
  choice(
    initial,
    [
      { value: 'small', help: 'As wide as other cards.' },
      { value: 'medium', help: 'With room to read it.' },
      { value: 'large', help: 'To be seen by a whole class.' },
    ],
    { help: 'How large the card is.' },
  );
