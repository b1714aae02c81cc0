import { defineTraining } from '../define/index.ts';
import { flag, integer } from '../params.ts';

export const train = defineTraining({
  type: 'Train',
  category: 'Training',
  summary: 'Runs the training: everything wired into it belongs to one run.',
  description:
    'Shows the network the training examples in batches, works out the loss and its gradients, and lets the optimizer change the weights after every batch. One pass over all training examples is an epoch. Validation examples are measured after each epoch and never trained on. Several Train nodes in one graph are variants that can be compared.',
  formula: 'steps = epochs · ⌈training examples / batch_size⌉',
  keywords: ['fit', 'run', 'epochs', 'batch'],
  inputs: [
    { name: 'loss', kind: 'loss', required: true, help: 'What the training lowers.' },
    { name: 'optimizer', kind: 'optimizer', required: true, help: 'How weights are changed.' },
    {
      name: 'metrics',
      kind: 'metric',
      many: true,
      help: 'What is measured beside the loss, such as precision. Most losses bring one along.',
    },
    { name: 'callbacks', kind: 'callback', many: true, help: 'What happens after each epoch, such as stopping early.' },
  ],
  outputs: [{ name: 'model', kind: 'model', help: 'The network as it trains, for views of it.' }],
  params: {
    epochs: integer(100, {
      min: 1,
      max: 100_000,
      help: 'How many times all training examples are shown. More is not always better: watch the validation loss.',
    }),
    batch_size: integer(32, {
      min: 1,
      max: 65_536,
      offered: 1024,
      help: 'Examples per step. Small batches take many noisy steps; large ones few and smooth steps.',
    }),
    shuffle: flag(true, {
      help: 'Shows the examples in a new order each epoch. The order follows from the seed of the graph.',
    }),
  },
  card: ['epochs', 'batch_size'],
  plan: ({ epochs, batch_size, shuffle }) => ({ epochs, batchSize: batch_size, shuffle }),
});
