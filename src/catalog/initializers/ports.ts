import type { PortSpec } from '../ports.ts';

export const initializerOutput: readonly PortSpec[] = [
  { name: 'initializer', kind: 'initializer', help: 'Plug this into the port of a layer named …_initializer.' },
];
