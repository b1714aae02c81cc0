/** The ports every layer has, and the parameter ports it adds. */
import { ACTIVITY_PORT } from '../layer-facts.ts';
import type { PortSpec } from '../ports.ts';

export const layerPorts = (parameters: readonly PortSpec[] = []) => ({
  inputs: [
    { name: 'inputs', kind: 'tensor', required: true, help: 'What flows into the layer.' },
    ...parameters,
  ] as readonly PortSpec[],
  outputs: [{ name: 'outputs', kind: 'tensor', help: 'What the layer gives on.' }] as readonly PortSpec[],
});

/** Ports of a layer that joins several wires into one. */
export const mergePorts = (help = 'Two or more wires to join.', result = 'The joined values.') => ({
  inputs: [{ name: 'inputs', kind: 'tensor', required: true, many: true, help }] as readonly PortSpec[],
  outputs: [{ name: 'outputs', kind: 'tensor', help: result }] as readonly PortSpec[],
});

export const initializerPort = (name: string, fallback: string, help: string): PortSpec => ({
  name,
  kind: 'initializer',
  default: fallback,
  help,
});

export const constraintPort = (name: string, help: string): PortSpec => ({ name, kind: 'constraint', help });

export const regularizerPort = (name: string, help: string): PortSpec => ({ name, kind: 'regularizer', help });

/** Those of the biases, one for each kind: Keras' order puts those of other weights between them. */
export const BIAS_PORTS = {
  initializer: initializerPort('bias_initializer', 'Zeros', 'How the biases b start.'),
  regularizer: regularizerPort('bias_regularizer', 'A penalty on large biases b.'),
  constraint: constraintPort('bias_constraint', 'A rule that the biases b must keep.'),
} as const;

/** For layers that Keras lets charge for their values; see ActivityRegularization, which does it for any wire. */
export const activityPort = (): PortSpec =>
  regularizerPort(ACTIVITY_PORT, 'A penalty on large values that the layer gives, for each example.');
