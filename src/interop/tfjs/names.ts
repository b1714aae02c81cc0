/** tfjs keeps names that begin with an underscore to itself. */
export const nameInTfjs = (node: string): string => (node.startsWith('_') ? `n${node}` : node);
