/** A small network on sequences with a layer of each kind that wraps, compares, normalises or charges. */
import type { GraphDocument } from '../../src/graph/types.ts';
import { document } from '../compiler/documents.ts';

export const sequenceNet: GraphDocument = {
  ...document(
    [
      ['data', 'Sequences'],
      ['shake', 'GaussianNoise', { stddev: 0.05 }],
      ['both', 'Bidirectional', { layer: 'LSTM', units: 3, return_sequences: true, return_state: true }],
      [
        'look',
        'MultiHeadAttention',
        { num_heads: 2, key_dim: 3, return_attention_scores: true, use_causal_mask: true },
      ],
      ['sum', 'Add'],
      ['norm', 'LayerNormalization'],
      ['steps', 'TimeDistributed', { units: 4, activation: 'tanh' }],
      ['charge', 'ActivityRegularization', { l2: 0.01 }],
      ['last', 'GRU', { units: 4 }],
      ['join', 'Concatenate'],
      ['out', 'Dense', { units: 2, activation: 'softmax' }],
      ['loss', 'CategoricalCrossentropy'],
      ['opt', 'Adam', { learning_rate: 0.02 }],
      ['train', 'Train', { epochs: 4, batch_size: 16 }],
    ],
    [
      'data.features shake.inputs',
      'shake.outputs both.inputs',
      'both.outputs look.inputs',
      'both.outputs look.value',
      'look.outputs sum.inputs',
      'both.outputs sum.inputs',
      'sum.outputs norm.inputs',
      'norm.outputs steps.inputs',
      'steps.outputs charge.inputs',
      'charge.outputs last.inputs',
      'last.outputs join.inputs',
      'both.backward_state_h join.inputs',
      'join.outputs out.inputs',
      'out.outputs loss.y_pred',
      'data.targets loss.y_true',
      'loss.loss train.loss',
      'opt.optimizer train.optimizer',
    ],
  ),
  name: 'Sequences',
};
