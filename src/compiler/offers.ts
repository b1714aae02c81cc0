/*
 * What can be added by name: every type of the catalog, and every function, such as `softmax`, as the layer that
 * applies it.
 */
import { remembered } from '../base/remembered.ts';
import { activationFunctions } from '../catalog/activations/functions/index.ts';
import { catalogOf } from '../catalog/blocks-of.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { NodeDefinition } from '../catalog/define/index.ts';
import { isGate } from '../graph/blocks.ts';
import type { GraphDocument, Params } from '../graph/types.ts';
import { activationLayer } from './fixes/find-layer.ts';

export interface Offer {
  /** Its type, or its type and function. */
  readonly id: string;
  /** What it is called in a list: the type, or the function. */
  readonly label: string;
  readonly definition: NodeDefinition;
  readonly params?: Params;
  /** One line of what it does. */
  readonly help: string;
}

/** What can be added to a document: its own blocks too, and where it is the inside of a block, ports for it. */
export function offersOf(document: GraphDocument, catalog: Catalog): readonly Offer[] {
  const all = allOffers(catalogOf(catalog, document));
  return document.nodes.some(isGate) ? all : withoutGates(all);
}

const withoutGates = remembered((offers: readonly Offer[]): readonly Offer[] =>
  offers.filter(({ definition }) => definition.role !== 'gate'),
);

/** Every type of the catalog in its order, and every function as a layer that applies it. */
export const allOffers = remembered((catalog: Catalog): readonly Offer[] => {
  const types = catalog.all.map((definition): Offer => ({
    id: definition.type,
    label: definition.type,
    definition,
    help: definition.summary,
  }));
  const functions = activationFunctions.flatMap(({ name, help }): readonly Offer[] => {
    const layer = activationLayer(catalog, name);
    const definition = layer && catalog.get(layer.type);
    if (layer === undefined || definition === undefined) return [];
    return [
      { id: `${layer.type} ${name}`, label: name, definition, help, ...(layer.params && { params: layer.params }) },
    ];
  });
  return [...types, ...functions];
});
