import { definePreprocessing } from '../define/index.ts';
import { choice, real } from '../params.ts';
import { projectionLayers } from './as-layers.ts';
import { componentNames, componentsParam, componentsShape, fitsAxes } from './components.ts';
import { dataPorts } from './ports.ts';
import { principalAxes, project } from './principal-axes.ts';

const NONE = new Float64Array();

export const whiten = definePreprocessing({
  type: 'Whiten',
  category: 'Preprocessing',
  summary: 'Makes the cloud of examples round: uncorrelated features, all of variance 1.',
  description:
    'Standardize gives every feature the same spread, but features that go together still form a slanted, narrow cloud. Whitening looks at the examples along their principal axes and divides each axis by its standard deviation, so that the cloud becomes round and gradient descent finds no ravine. ZCA turns the result back, so that each feature stays as close to the old one as can be and images still look like images. Axes and variances are measured on the training examples only and then used for all, so that nothing is learned from the held-out ones. epsilon keeps directions that hold hardly more than noise from being blown up.',
  formula: 'PCA: y = (x − mean) · V / √(λ + ε); ZCA: the same, times Vᵀ; λ: variance along each axis',
  keywords: ['whitening', 'decorrelate', 'sphering', 'ZCA', 'PCA', 'covariance'],
  ...dataPorts('The features to whiten.', 'Uncorrelated features of variance 1.'),
  params: {
    method: choice(
      'pca',
      [
        { value: 'pca', help: 'Along the principal axes, the widest first.' },
        { value: 'zca', help: 'Turned back, so that features keep their meaning and their shape.' },
      ],
      { help: 'Along which axes the result is given.' },
    ),
    epsilon: real(1e-5, {
      min: 0,
      max: 1e6,
      log: true,
      help: 'Added to each variance before its root is taken. Larger values smooth; 0 whitens exactly.',
    }),
    n_components: componentsParam({ param: 'method', is: ['pca'] }),
  },
  card: ['method', 'epsilon'],
  outputShape: ({ method, n_components }, input) =>
    method === 'zca' ? fitsAxes(input) : componentsShape(n_components, input),
  columnNames: ({ method, n_components }, names) => (method === 'zca' ? names : componentNames(n_components, names)),
  fit({ method, epsilon, n_components }, rows, columns) {
    const { mean, vectors, variances } = principalAxes(rows, columns);
    // A direction in which nothing varies says nothing; dividing by its zero would only blow up rounding.
    const factors = variances.map((variance) => (variance > 0 ? 1 / Math.sqrt(variance + epsilon) : 0));
    const matrix =
      method === 'zca'
        ? turnedBack(vectors, factors, columns)
        : vectors.slice(0, (n_components ?? columns) * columns).map((value, i) => {
            return value * (factors[Math.floor(i / columns)] ?? 0);
          });
    return { mean, matrix, vectors, variances };
  },
  apply: (_params, { mean = NONE, matrix = NONE }, rows, columns) => project(rows, columns, mean, matrix),
  asLayers: ({ method }, { mean = NONE, matrix = NONE }, shape) =>
    projectionLayers(shape, mean, matrix, method === 'zca' ? shape : undefined),
  directions: ({ vectors = NONE, variances = NONE }) => ({ vectors, variances }),
});

/** Vᵀ · diag(factors) · V, which is symmetric. */
function turnedBack(vectors: Float64Array, factors: Float64Array, size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let each = 0; each < size; each++) {
    const factor = factors[each] ?? 0;
    if (factor === 0) continue;
    for (let i = 0; i < size; i++) {
      const scaled = factor * (vectors[each * size + i] ?? 0);
      if (scaled === 0) continue;
      for (let j = 0; j < size; j++)
        matrix[i * size + j] = (matrix[i * size + j] ?? 0) + scaled * (vectors[each * size + j] ?? 0);
    }
  }
  return matrix;
}
