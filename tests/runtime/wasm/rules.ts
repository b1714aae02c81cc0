/*
 * The optimizers as the tests know them: Keras' formula in float64, the path that real Keras walks on Beale's
 * function from (1, 1), and how each is called.
 */
import type { FunctionName } from '../../../src/runtime/wasm/functions.ts';

export interface Rule {
  readonly label: string;
  readonly name: FunctionName;
  readonly lr: number;
  /** What the slots start from; `null` for one that takes no part. */
  readonly slots: readonly (number | null)[];
  /** The cells after the learning rate. */
  cells(lr: number, t: number): readonly number[];
  /** The numbers between `count` and `decay`. */
  readonly numbers: readonly number[];
  /** The weight decay of the walk. */
  readonly decay: number;
  /** (x, y) after so many steps. */
  readonly path: Readonly<Record<number, readonly [number, number]>>;
  /** The new weight; changes the slots in place. */
  update(w: number, g: number, slots: number[], lr: number, t: number): number;
  /** The same rule among the catalog's optimizers. */
  readonly catalog?: { readonly type: string; readonly params?: Readonly<Record<string, number | boolean>> };
}

const EPSILON = 1e-7;

/** Replaces a slot and hands the new value back. */
function put(slots: number[], i: number, value: number): number {
  slots[i] = value;
  return value;
}

const slot = (slots: readonly number[], i: number): number => slots[i] ?? Number.NaN;

/** Both running means of Adam and its kin. */
function means(slots: number[], g: number): { m: number; v: number } {
  return {
    m: put(slots, 0, slot(slots, 0) + (g - slot(slots, 0)) * (1 - 0.9)),
    v: put(slots, 1, slot(slots, 1) + (g * g - slot(slots, 1)) * (1 - 0.999)),
  };
}

const adamRate = (lr: number, t: number): number => (lr * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t);

const nadamShare = (t: number): number => 0.9 * (1 - 0.5 * 0.96 ** t);

function nadamCells(lr: number, t: number): [number, number, number] {
  let product = 1;
  for (let i = 1; i <= t; i++) product *= nadamShare(i);
  const next = nadamShare(t + 1);
  return [(lr * next) / (1 - product * next), (lr * (1 - nadamShare(t))) / (1 - product), 1 / (1 - 0.999 ** t)];
}

const velocityStep = (slots: number[], g: number, lr: number): number => put(slots, 0, 0.9 * slot(slots, 0) - lr * g);

function squareMean(slots: number[], g: number): number {
  return put(slots, 0, 0.9 * slot(slots, 0) + (1 - 0.9) * g * g);
}

interface FtrlOptions {
  readonly l1: number;
  readonly l2: number;
  readonly shrinkage: number;
  readonly beta: number;
}

function ftrlStep({ l1, l2, shrinkage, beta }: FtrlOptions, w: number, g: number, slots: number[], lr: number): number {
  const old = slot(slots, 0);
  const n = put(slots, 0, old + g * g);
  const z = put(slots, 1, slot(slots, 1) + g + 2 * shrinkage * w - ((Math.sqrt(n) - Math.sqrt(old)) / lr) * w);
  const quadratic = Math.sqrt(n) / lr + 2 * (l2 + beta / (2 * lr));
  return (Math.min(Math.max(z, -l1), l1) - z) / quadratic;
}

const none = (): readonly number[] => [];

export const RULES: readonly Rule[] = [
  {
    label: 'SGD',
    name: 'sgd',
    lr: 0.01,
    slots: [null],
    cells: none,
    numbers: [0, 0],
    decay: 0,
    path: {
      1: [1, 0.7225],
      2: [1.04866583, 0.584130946],
      3: [1.10664781, 0.485285538],
      10: [1.48537916, 0.170588472],
      100: [2.48134763, 0.337473237],
    },
    update: (w, g, _slots, lr) => w - lr * g,
    catalog: { type: 'SGD' },
  },
  {
    label: 'SGD with momentum',
    name: 'sgd',
    lr: 0.01,
    slots: [0],
    cells: none,
    numbers: [0.9, 0],
    decay: 0,
    path: {
      1: [1, 0.7225],
      2: [1.04866583, 0.334380946],
      3: [1.15766733, -0.0616067679],
      10: [1.6405079, -0.0842835248],
      100: [2.98036492, 0.490332644],
    },
    update: (w, g, slots, lr) => w + velocityStep(slots, g, lr),
    catalog: { type: 'SGD', params: { momentum: 0.9 } },
  },
  {
    label: 'SGD with Nesterov momentum',
    name: 'sgd',
    lr: 0.01,
    slots: [0],
    cells: none,
    numbers: [0.9, 1],
    decay: 0,
    path: {
      1: [1, 0.47275],
      2: [1.12178476, 0.113975466],
      3: [1.29070484, -0.180625377],
      10: [1.95239605, -0.136633629],
      100: [3.06749108, 0.516361924],
    },
    update: (w, g, slots, lr) => w + 0.9 * velocityStep(slots, g, lr) - lr * g,
    catalog: { type: 'SGD', params: { momentum: 0.9, nesterov: true } },
  },
  {
    label: 'Adagrad',
    name: 'adagrad',
    lr: 0.1,
    slots: [0.1],
    cells: none,
    numbers: [EPSILON],
    decay: 0,
    path: {
      1: [1, 0.900006492],
      2: [1.09909807, 0.838484972],
      3: [1.1808858, 0.788942893],
      10: [1.53279435, 0.581141924],
      100: [2.34003339, 0.276601859],
    },
    update: (w, g, slots, lr) => w - (lr * g) / Math.sqrt(put(slots, 0, slot(slots, 0) + g * g) + EPSILON),
    catalog: { type: 'Adagrad' },
  },
  {
    label: 'Adadelta',
    name: 'adadelta',
    lr: 1,
    slots: [0, 0],
    cells: none,
    numbers: [0.95, EPSILON],
    decay: 0,
    path: {
      1: [1, 0.998585786],
      2: [1.00141329, 0.997155995],
      3: [1.00321137, 0.995716012],
      10: [1.02583803, 0.985477637],
      100: [2.54476141, 0.82321902],
    },
    update(w, g, slots, lr) {
      const a = put(slots, 0, 0.95 * slot(slots, 0) + (1 - 0.95) * g * g);
      const delta = (Math.sqrt(slot(slots, 1) + EPSILON) / Math.sqrt(a + EPSILON)) * g;
      put(slots, 1, 0.95 * slot(slots, 1) + (1 - 0.95) * delta * delta);
      return w - lr * delta;
    },
  },
  {
    label: 'RMSprop',
    name: 'rmsprop',
    lr: 0.01,
    slots: [0, null, null],
    cells: none,
    numbers: [0.9, 0, EPSILON],
    decay: 0,
    path: {
      1: [1, 0.968377223],
      2: [1.03162275, 0.946303218],
      3: [1.05896252, 0.927869319],
      10: [1.19483206, 0.834352767],
      100: [2.07637527, 0.213999221],
    },
    update: (w, g, slots, lr) => w - (lr * g) / Math.sqrt(squareMean(slots, g) + EPSILON),
    catalog: { type: 'RMSprop' },
  },
  {
    label: 'RMSprop with momentum',
    name: 'rmsprop',
    lr: 0.01,
    slots: [0, 0, null],
    cells: none,
    numbers: [0.9, 0.9, EPSILON],
    decay: 0,
    path: {
      1: [1, 0.968377223],
      2: [1.03162275, 0.917842719],
      3: [1.08945326, 0.85479866],
      10: [1.84764663, 0.317248855],
      100: [3.00225128, 0.501342638],
    },
    update: (w, g, slots, lr) =>
      w - put(slots, 1, 0.9 * slot(slots, 1) + (lr * g) / Math.sqrt(squareMean(slots, g) + EPSILON)),
    catalog: { type: 'RMSprop', params: { momentum: 0.9 } },
  },
  {
    label: 'RMSprop, centred',
    name: 'rmsprop',
    lr: 0.01,
    slots: [0, null, 0],
    cells: none,
    numbers: [0.9, 0, EPSILON],
    decay: 0,
    path: {
      1: [1, 0.966666667],
      2: [1.03333331, 0.942198156],
      3: [1.06363773, 0.920712521],
      10: [1.24395502, 0.789803006],
      100: [2.67078526, 0.402999624],
    },
    update(w, g, slots, lr) {
      const v = squareMean(slots, g);
      const a = put(slots, 2, 0.9 * slot(slots, 2) + (1 - 0.9) * g);
      return w - (lr * g) / Math.sqrt(v - a * a + EPSILON);
    },
    catalog: { type: 'RMSprop', params: { centered: true } },
  },
  {
    label: 'Adam',
    name: 'adam',
    lr: 0.01,
    slots: [0, 0, null],
    cells: (lr, t) => [adamRate(lr, t)],
    numbers: [0.9, 0.999, EPSILON],
    decay: 0,
    path: {
      1: [1, 0.990000001],
      2: [1.00744128, 0.9800072],
      3: [1.01574314, 0.970023294],
      10: [1.08203487, 0.900616712],
      100: [2.04356357, 0.32588813],
    },
    update(w, g, slots, lr, t) {
      const { m, v } = means(slots, g);
      return w - (adamRate(lr, t) * m) / (Math.sqrt(v) + EPSILON);
    },
    catalog: { type: 'Adam' },
  },
  {
    label: 'Adam with amsgrad',
    name: 'adam',
    lr: 0.01,
    slots: [0, 0, 0],
    cells: (lr, t) => [adamRate(lr, t)],
    numbers: [0.9, 0.999, EPSILON],
    decay: 0,
    path: {
      1: [1, 0.990000001],
      2: [1.00744128, 0.9800072],
      3: [1.01574314, 0.970023294],
      10: [1.08203487, 0.900616712],
      100: [2.04356442, 0.325941378],
    },
    update(w, g, slots, lr, t) {
      const { m, v } = means(slots, g);
      const largest = put(slots, 2, Math.max(slot(slots, 2), v));
      return w - (adamRate(lr, t) * m) / (Math.sqrt(largest) + EPSILON);
    },
    catalog: { type: 'Adam', params: { amsgrad: true } },
  },
  {
    label: 'AdamW',
    name: 'adam',
    lr: 0.01,
    slots: [0, 0, null],
    cells: (lr, t) => [adamRate(lr, t)],
    numbers: [0.9, 0.999, EPSILON],
    decay: 0.004,
    path: {
      1: [0.99996, 0.989960001],
      2: [1.00736128, 0.979927646],
      3: [1.01562293, 0.969904659],
      10: [1.08162402, 0.900239744],
      100: [2.037699, 0.324272295],
    },
    update(w, g, slots, lr, t) {
      const { m, v } = means(slots, g);
      return w - (adamRate(lr, t) * m) / (Math.sqrt(v) + EPSILON);
    },
  },
  {
    label: 'Adamax',
    name: 'adamax',
    lr: 0.01,
    slots: [0, 0],
    cells: (lr, t) => [lr / (1 - 0.9 ** t)],
    numbers: [0.9, 0.999, EPSILON],
    decay: 0,
    path: {
      1: [1, 0.99],
      2: [1.00526316, 0.9801185],
      3: [1.0106526, 0.970338706],
      10: [1.05182303, 0.904636645],
      100: [1.84749761, 0.421601232],
    },
    update(w, g, slots, lr, t) {
      const m = put(slots, 0, slot(slots, 0) + (g - slot(slots, 0)) * (1 - 0.9));
      const u = put(slots, 1, Math.max(0.999 * slot(slots, 1), Math.abs(g)));
      return w - (lr * m) / ((1 - 0.9 ** t) * (u + EPSILON));
    },
  },
  {
    label: 'Nadam',
    name: 'nadam',
    lr: 0.01,
    slots: [0, 0],
    cells: nadamCells,
    numbers: [0.9, 0.999, EPSILON],
    decay: 0,
    path: {
      1: [1, 0.989372122],
      2: [1.01021672, 0.981724957],
      3: [1.0198588, 0.974696783],
      10: [1.0894211, 0.923444618],
      100: [2.08656742, 0.358493853],
    },
    update(w, g, slots, lr, t) {
      const { m, v } = means(slots, g);
      const [ofMomentum, ofGradient, ofVelocity] = nadamCells(lr, t);
      return w - (ofMomentum * m + ofGradient * g) / (Math.sqrt(v * ofVelocity) + EPSILON);
    },
  },
  {
    label: 'Ftrl',
    name: 'ftrl',
    lr: 0.1,
    slots: [0.1, 0],
    cells: none,
    numbers: [-0.5, 0, 0, 0, 0],
    decay: 0,
    path: {
      1: [0, 0.888611637],
      2: [0.0993887922, 0.888611637],
      3: [0.16951898, 0.880332421],
      10: [0.522950583, 0.732390659],
      100: [1.81387794, 0.108171712],
    },
    update: (w, g, slots, lr) => ftrlStep({ l1: 0, l2: 0, shrinkage: 0, beta: 0 }, w, g, slots, lr),
  },
  {
    label: 'Ftrl with everything',
    name: 'ftrl',
    lr: 0.1,
    slots: [0.1, 0],
    cells: none,
    numbers: [-0.5, 0.01, 0.01, 0.01, 0.1],
    decay: 0,
    path: {
      1: [-0.00239104163, 0.885249856],
      2: [0.0930450321, 0.885386441],
      3: [0.161418795, 0.877633287],
      10: [0.506715729, 0.73414011],
      100: [1.79503904, 0.103823944],
    },
    update: (w, g, slots, lr) => ftrlStep({ l1: 0.01, l2: 0.01, shrinkage: 0.01, beta: 0.1 }, w, g, slots, lr),
  },
  {
    label: 'Ftrl with a power just beside the root',
    name: 'ftrl',
    lr: 0.1,
    slots: [0.1, 0],
    cells: none,
    numbers: [-0.5000001, 0, 0, 0, 0],
    decay: 0,
    path: {
      1: [0, 0.888611637],
      2: [0.0993887922, 0.888611637],
      3: [0.16951898, 0.880332421],
      10: [0.522950583, 0.732390659],
      100: [1.81387794, 0.108171712],
    },
    update: (w, g, slots, lr) => ftrlStep({ l1: 0, l2: 0, shrinkage: 0, beta: 0 }, w, g, slots, lr),
  },
  {
    label: 'Lion',
    name: 'lion',
    lr: 0.01,
    slots: [0],
    cells: none,
    numbers: [0.9, 0.99],
    decay: 0,
    path: { 1: [1, 0.99], 2: [1.01, 0.98], 3: [1.02, 0.97], 10: [1.09, 0.9] },
    update(w, g, slots, lr) {
      const m = slot(slots, 0);
      put(slots, 0, 0.99 * m + (1 - 0.99) * g);
      return w - lr * Math.sign(0.9 * m + (1 - 0.9) * g);
    },
  },
];
