import { shippedSource } from './shipped-source.ts';

/** Fisher's measurements of 150 flowers, in centimetres, as printed in his paper of 1936. */
export const iris = shippedSource({
  name: 'iris',
  title: 'Iris flowers',
  help: 'Real data: four lengths, in centimetres, of 150 flowers of three species. One species is easy to tell, two overlap.',
  samples: 150,
  features: ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)'],
  drawn: [2, 3],
  target: { kind: 'classes', names: ['setosa', 'versicolor', 'virginica'] },
  licence: 'R. A. Fisher (1936), UCI Machine Learning Repository, CC BY 4.0; taken from scikit-learn, BSD-3-Clause.',
  asset: new URL('../assets/iris.bin', import.meta.url),
});
