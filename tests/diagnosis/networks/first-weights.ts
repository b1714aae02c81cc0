/* Networks whose first weights are at fault. */
import { network, several, two, value, wide } from './network.ts';
import type { Labelled, Recipe } from './network.ts';

const moons = { data: { name: 'moons' }, ...two, optimizer: ['SGD', { learning_rate: 0.1 }], epochs: 6 } as const;
const blobs = { data: { name: 'blobs', classes: 4 }, ...several(4), optimizer: ['Adam'], epochs: 6 } as const;
const sine = { data: { name: 'sine' }, ...value, optimizer: ['SGD', { learning_rate: 0.05 }], epochs: 6 } as const;
const digits = {
  data: { name: 'digits' },
  ...several(10),
  optimizer: ['SGD', { learning_rate: 0.1 }],
  epochs: 3,
} as const;

const faulty = (name: string, rule: string, recipe: Recipe): Labelled => ({
  name,
  document: network(recipe),
  expect: [rule],
});
const normal = (stddev: number) => ['RandomNormal', { stddev }] as const;

export const FIRST_WEIGHTS: readonly Labelled[] = [
  faulty('ten layers of sigmoid', 'vanishing-gradient', { ...moons, hidden: wide(10, 16), activation: 'sigmoid' }),
  faulty('eight layers of sigmoid, narrow', 'vanishing-gradient', {
    ...blobs,
    hidden: wide(8, 6),
    activation: 'sigmoid',
  }),
  faulty('seven layers of sigmoid on digits', 'vanishing-gradient', {
    ...digits,
    hidden: wide(7, 32),
    activation: 'sigmoid',
  }),
  faulty('nine layers of sigmoid that fit a curve', 'vanishing-gradient', {
    ...sine,
    hidden: wide(9, 12),
    activation: 'sigmoid',
  }),
  faulty('ten layers of tanh from N(0, 0.01²)', 'silent', {
    ...moons,
    hidden: wide(10, 16),
    activation: 'tanh',
    kernel: normal(0.01),
  }),
  faulty('six layers of ReLU from N(0, 0.01²)', 'silent', { ...blobs, hidden: wide(6, 32), kernel: normal(0.01) }),
  faulty('five layers of tanh from N(0, 0.005²) on digits', 'silent', {
    ...digits,
    hidden: wide(5, 48),
    activation: 'tanh',
    kernel: normal(0.005),
  }),
  faulty('eight layers of SELU from N(0, 0.01²)', 'silent', {
    ...sine,
    hidden: wide(8, 16),
    activation: 'selu',
    kernel: normal(0.01),
  }),
  faulty('ten layers of tanh from N(0, 1)', 'saturated', {
    ...moons,
    hidden: wide(10, 32),
    activation: 'tanh',
    kernel: normal(1),
  }),
  faulty('four layers of tanh from N(0, 1) on digits', 'saturated', {
    ...digits,
    hidden: wide(4, 32),
    activation: 'tanh',
    kernel: normal(1),
  }),
  faulty('three layers of sigmoid from N(0, 4²)', 'saturated', {
    ...blobs,
    hidden: wide(3, 24),
    activation: 'sigmoid',
    kernel: normal(4),
  }),
  faulty('four layers of hard sigmoid from N(0, 3²)', 'saturated', {
    ...moons,
    hidden: wide(4, 24),
    activation: 'hard_sigmoid',
    kernel: normal(3),
  }),
  faulty('ReLU from zeros', 'zero-init', { ...moons, hidden: [8, 8], kernel: ['Zeros'] }),
  faulty('tanh from zeros to the last layer', 'zero-init', {
    ...blobs,
    hidden: [12],
    activation: 'tanh',
    kernel: ['Zeros'],
    lastKernel: ['Zeros'],
  }),
  faulty('tanh from equal weights', 'symmetric-init', {
    ...moons,
    hidden: [8, 8],
    activation: 'tanh',
    kernel: ['Constant', { value: 0.3 }],
  }),
  faulty('sigmoid from ones', 'symmetric-init', {
    ...blobs,
    hidden: [10],
    activation: 'sigmoid',
    kernel: ['Ones'],
    lastKernel: ['Ones'],
  }),
  faulty('ReLU with biases of −10', 'dead-relu', { ...moons, hidden: [16], bias: ['Constant', { value: -10 }] }),
  faulty('ReLU with biases of −5 behind a sound layer', 'dead-relu', {
    ...blobs,
    hidden: [16, 16],
    bias: ['Constant', { value: -5 }],
  }),
  faulty('six layers of ReLU from N(0, 2²)', 'exploding-gradient', {
    ...blobs,
    hidden: wide(6, 24),
    kernel: normal(2),
  }),
  faulty('five layers of ReLU from N(0, 1) on digits', 'exploding-gradient', {
    ...digits,
    hidden: wide(5, 64),
    kernel: normal(1),
  }),
  faulty('twelve layers of ReLU from LeCun weights', 'wrong-init', {
    ...moons,
    hidden: wide(12, 48),
    kernel: ['LecunNormal'],
    epochs: 1,
  }),
  faulty('eight layers of ELU from N(0, 0.09²) on digits', 'wrong-init', {
    ...digits,
    hidden: wide(8, 32),
    activation: 'elu',
    kernel: normal(0.09),
    epochs: 1,
  }),
];
