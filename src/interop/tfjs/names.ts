import type { NodeDefinition } from '../../catalog/define/index.ts';

/** tfjs keeps names that begin with an underscore to itself. */
export const nameInTfjs = (node: string): string => (node.startsWith('_') ? `n${node}` : node);

/** What a weight is called in a list of weights there: the layer, the part of it that it belongs to, and its name. */
export const weightNameInTfjs = (definition: NodeDefinition | undefined, node: string, weight: string): string =>
  `${nameInTfjs(node)}/${definition?.weightInTfjs?.(weight) ?? weight}`;
