import { definePreprocessing } from '../define/index.ts';
import { projectionLayers } from './as-layers.ts';
import { componentNames, componentsParam, componentsShape } from './components.ts';
import { dataPorts } from './ports.ts';
import { principalAxes, project } from './principal-axes.ts';

const NONE = new Float64Array();

export const pca = definePreprocessing({
  type: 'PCA',
  category: 'Preprocessing',
  summary: 'Turns the data so that its features no longer go together, and keeps the widest ones.',
  description:
    'Principal component analysis centres the examples and looks at them along new, perpendicular axes: the first is the direction in which they spread most, the second the widest of what is left, and so on. Along these axes the features are uncorrelated (decorrelated). Keeping only the first few throws away little and makes the network smaller. The axes are found on the training examples only and then used for all, so that nothing is learned from the held-out ones. Standardize first where features have different units, or the largest unit decides.',
  formula: 'y = (x − mean) · V, the columns of V being the eigenvectors of the covariance',
  keywords: ['principal component analysis', 'decorrelate', 'dimensionality reduction', 'eigenvectors', 'components'],
  ...dataPorts('The features to turn.', 'Each example along the new axes, the widest first.'),
  params: { n_components: componentsParam() },
  card: ['n_components'],
  outputShape: ({ n_components }, input) => componentsShape(n_components, input),
  columnNames: ({ n_components }, names) => componentNames(n_components, names),
  fit({ n_components }, rows, columns) {
    const { mean, vectors, variances } = principalAxes(rows, columns);
    return { mean, components: vectors.slice(0, (n_components ?? columns) * columns), vectors, variances };
  },
  apply: (_params, { mean = NONE, components = NONE }, rows, columns) => project(rows, columns, mean, components),
  asLayers: (_params, { mean = NONE, components = NONE }, shape) => projectionLayers(shape, mean, components),
  directions: ({ vectors = NONE, variances = NONE }) => ({ vectors, variances }),
});
