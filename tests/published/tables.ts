/*
 * The experiment of Stanford's cs231n (2017, lecture 6): 1,000 rows of N(0, 1) in 500 columns through ten layers of 500.
 * `theory` is the recursion of an infinitely wide network, q ← E[f(σ√q·z)²]; `deviation` is how far single networks of
 * this width scatter around it (20 seeds in float64, plain normal weights). Keras' truncated normal weights are
 * corrected to the same variance, so they must meet the same figures; uncorrected ones must not.
 */
export interface Column {
  readonly theory: readonly number[];
  readonly deviation: readonly number[];
}

export interface Table {
  readonly example: string;
  readonly std: Column;
  readonly mean?: Column;
}

const every = (value: number): readonly number[] => Array.from({ length: 10 }, () => value);

export const TABLES: readonly Table[] = [
  {
    example: 'init-tanh-small',
    std: {
      theory: [0.213546, 0.047642, 0.010652, 0.002382, 0.000533, 0.000119, 0.000027, 0.000006, 0.000001, 0],
      deviation: [0.000256, 0.000116, 0.000039, 0.000009, 0.000002, 0.000001, 0, 0, 0, 0],
    },
  },
  {
    example: 'init-tanh-large',
    std: {
      theory: [0.982012, 0.98168, ...every(0.981673).slice(2)],
      deviation: [0.000088, 0.000103, 0.000137, 0.000132, 0.000192, 0.000145, 0.000158, 0.00013, 0.000116, 0.000149],
    },
  },
  {
    example: 'init-tanh-xavier',
    std: {
      theory: [0.627929, 0.486262, 0.408236, 0.357638, 0.321622, 0.29439, 0.272911, 0.25543, 0.240856, 0.228473],
      deviation: [0.000407, 0.000701, 0.000911, 0.000844, 0.000874, 0.001202, 0.001204, 0.001371, 0.001445, 0.001729],
    },
  },
  {
    example: 'init-relu-xavier',
    std: {
      theory: [0.583819, 0.412823, 0.29191, 0.206411, 0.145955, 0.103206, 0.072977, 0.051603, 0.036489, 0.025801],
      deviation: [0.001036, 0.007168, 0.010225, 0.011061, 0.010376, 0.008699, 0.006358, 0.006386, 0.005303, 0.003873],
    },
    mean: {
      theory: [0.3989, 0.2821, 0.1995, 0.141, 0.0997, 0.0705, 0.0499, 0.0353, 0.0249, 0.0176],
      deviation: [0.000782, 0.008928, 0.009488, 0.010726, 0.008679, 0.007656, 0.005403, 0.004829, 0.003601, 0.003042],
    },
  },
  {
    example: 'init-relu-he',
    std: {
      theory: every(0.825645),
      deviation: [0.001465, 0.014337, 0.028921, 0.044245, 0.058697, 0.069592, 0.071937, 0.102171, 0.119998, 0.123951],
    },
    mean: {
      theory: every(0.5642),
      deviation: [0.001105, 0.017855, 0.026836, 0.042903, 0.049095, 0.061246, 0.061126, 0.077265, 0.08149, 0.097346],
    },
  },
];

/** How far a mean over so many networks may lie from theory. */
export const tolerance = (deviation: number, networks: number): number =>
  Math.max((4 * deviation) / Math.sqrt(networks), 1e-6);

/** The layers, counted from 1, at which figures of several networks do not agree with a column. */
export function disagreeing({ theory, deviation }: Column, found: readonly (readonly number[])[]): readonly number[] {
  return theory.flatMap((expected, layer) => {
    const mean = found.reduce((sum, figures) => sum + (figures[layer] ?? Number.NaN), 0) / found.length;
    const most = tolerance(deviation[layer] ?? 0, found.length);
    return Math.abs(mean - expected) <= most ? [] : [layer + 1];
  });
}
