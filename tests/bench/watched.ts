/** What is looked at while a bench trains. */
import type { InstrumentId, Watch } from '../../src/protocol/instruments.ts';
import * as instruments from '../../src/runtime/instruments/index.ts';
import type { Instrument } from '../../src/runtime/instruments/instrument.ts';
import type { Listener } from '../../src/runtime/training/meters.ts';

/**
 * Everything there is, as when all is open: each instrument's example, and pictures as fine as they get.
 * @param tensor one that is looked at in both modes.
 */
export const everything = (tensor: string): Watch => ({
  ...(Object.fromEntries(
    Object.values<Instrument<InstrumentId>>(instruments).map(({ id, example }) => [id, example]),
  ) as Watch),
  wires: true,
  modes: { tensors: [tensor] },
  output: { resolution: 40 },
});

/** Somebody who looks at it and has always drawn the last reading. */
export const lookingAt = (watch: Watch): Listener => ({ watches: (id) => watch[id], wants: (id) => watch[id] });
