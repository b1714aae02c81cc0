/** What the page looks at when everything is open: each instrument's example, and pictures as fine as they get. */
import type { InstrumentId, Watch } from '../../src/protocol/instruments.ts';
import * as instruments from '../../src/runtime/instruments/index.ts';
import type { Instrument } from '../../src/runtime/instruments/instrument.ts';

/** @param normalised a tensor that is looked at in both modes. */
export const watchAll = (normalised: string): Watch => ({
  ...(Object.fromEntries(
    Object.values<Instrument<InstrumentId>>(instruments).map(({ id, example }) => [id, example]),
  ) as Watch),
  wires: true,
  modes: { tensors: [normalised] },
  output: { resolution: 40 },
});
