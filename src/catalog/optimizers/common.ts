/** What all Keras optimizers share: ports, the learning rate, weight decay and gradient clipping. */
import { optionalReal, real } from '../params.ts';
import type { PortSpec } from '../ports.ts';

export const optimizerPorts = {
  inputs: [
    { name: 'learning_rate', kind: 'schedule', help: 'A schedule that changes the learning rate while training.' },
  ] as readonly PortSpec[],
  outputs: [{ name: 'optimizer', kind: 'optimizer', help: 'Plug this into a Train node.' }] as readonly PortSpec[],
};

/** The runtime applies decay and clipping before the rule itself, in the order Keras 3 does. */
export const optimizerParams = (learningRate: number) => ({
  learning_rate: real(learningRate, {
    min: 0,
    max: 1e6,
    log: true,
    help: 'How far each step goes. Too small is slow, too large makes the loss jump or explode. A wired schedule takes its place.',
  }),
  weight_decay: optionalReal({
    min: 0,
    max: 1,
    log: true,
    advanced: true,
    help: 'Shrinks every weight by this fraction of the learning rate before each step.',
  }),
  clipnorm: optionalReal({ min: 0, advanced: true, help: 'Shortens the gradient of each weight to at most this length.' }),
  clipvalue: optionalReal({ min: 0, advanced: true, help: 'Cuts every entry of the gradient to at most this size.' }),
  global_clipnorm: optionalReal({
    min: 0,
    advanced: true,
    help: 'Shortens the gradient of all weights together to at most this length.',
  }),
});
