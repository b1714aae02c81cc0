/** The two ports that every preprocessing node has, with their own words. */
import type { PortSpec } from '../ports.ts';

export const dataPorts = (comes: string, goes: string) => ({
  inputs: [{ name: 'inputs', kind: 'data', required: true, help: comes }] satisfies readonly PortSpec[],
  outputs: [{ name: 'outputs', kind: 'data', help: goes }] satisfies readonly PortSpec[],
});
