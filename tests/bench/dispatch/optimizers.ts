/** Every optimizer, and everything that can be put around its rule, as the node of a graph. */
import type { GraphDocument, GraphNode } from '../../../src/graph/types.ts';

export interface Rule {
  readonly name: string;
  readonly type: string;
  readonly params?: NonNullable<GraphNode['params']>;
}

const plain = ['SGD', 'Adam', 'AdamW', 'RMSprop', 'Adagrad', 'Adadelta', 'Adamax', 'Nadam', 'Ftrl', 'Lion'].map(
  (type): Rule => ({ name: type, type }),
);

const adam = (name: string, params: NonNullable<GraphNode['params']>): Rule => ({
  name: `Adam, ${name}`,
  type: 'Adam',
  params,
});

export const RULES: readonly Rule[] = [
  ...plain,
  { name: 'SGD, Nesterov momentum', type: 'SGD', params: { momentum: 0.9, nesterov: true } },
  { name: 'RMSprop, centred with momentum', type: 'RMSprop', params: { centered: true, momentum: 0.9 } },
  adam('AMSGrad', { amsgrad: true }),
  adam('weight decay', { weight_decay: 0.01 }),
  adam('each gradient cut off', { clipvalue: 0.5 }),
  adam('each gradient shortened', { clipnorm: 1 }),
  adam('all gradients shortened', { global_clipnorm: 1 }),
  adam('moving average', { use_ema: true }),
  adam('everything', {
    amsgrad: true,
    weight_decay: 0.01,
    global_clipnorm: 1,
    use_ema: true,
    ema_overwrite_frequency: 10,
  }),
];

/** The graph with another optimizer. */
export const under = (document: GraphDocument, { type, params = {} }: Rule): GraphDocument => ({
  ...document,
  nodes: document.nodes.map((node) =>
    node.id === 'optimizer' ? { ...node, type, params: { learning_rate: 0.001, ...params } } : node,
  ),
});
