/*
 * What every initializer has in common. Keras' `seed` argument is not offered anywhere in this folder:
 * the numbers come from the document's seed and the name of the weight, so that the same file starts
 * from the same weights on every machine, and two layers never share theirs by accident.
 */
import type { PortSpec } from '../ports.ts';

export const initializerPorts = {
  inputs: [] as readonly PortSpec[],
  outputs: [
    { name: 'initializer', kind: 'initializer', help: 'Plug this into the port of a layer named …_initializer.' },
  ] as readonly PortSpec[],
};
