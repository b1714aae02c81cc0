/** What the values of a network's tensors come from, as far as the zeros among them go. */
import type { Catalog } from '../../catalog/catalog.ts';
import { activationOf } from '../../catalog/layer-facts.ts';
import type { PortRef } from '../../graph/types.ts';
import { tensorKey } from '../types.ts';
import type { Program } from '../types.ts';

export interface Origin {
  /** Data as it entered the network: whatever lies before only moves values. */
  readonly isData: boolean;
  /** Each value comes from a function that can fall silent, or is one that was moved from there. */
  readonly canDie: boolean;
  /** A layer has put zeros among them that are no answers of units. */
  readonly addsZeros: boolean;
}

const DATA: Origin = { isData: true, canDie: false, addsZeros: false };

/** By the tensors' keys. */
export function valueOrigins({ inputs, layers }: Program, catalog: Catalog): ReadonlyMap<PortRef, Origin> {
  const origins = new Map<PortRef, Origin>(
    inputs.map(({ name, output }) => [tensorKey({ layer: name, output }), DATA]),
  );
  for (const { node, type, params, inputs: read, outputShapes } of layers) {
    const definition = catalog.expect(type, 'layer');
    const { moves } = definition;
    const sources = Object.values(read)
      .flatMap((refs = []) => refs)
      .map((ref) => origins.get(tensorKey(ref)) ?? DATA);
    const origin: Origin =
      moves === undefined
        ? { isData: false, canDie: activationOf(definition, params).canDie === true, addsZeros: false }
        : {
            isData: sources.every(({ isData }) => isData),
            canDie: sources.every(({ canDie }) => canDie),
            addsZeros: moves === 'among zeros' || sources.some(({ addsZeros }) => addsZeros),
          };
    for (const output of Object.keys(outputShapes)) origins.set(tensorKey({ layer: node, output }), origin);
  }
  return origins;
}
