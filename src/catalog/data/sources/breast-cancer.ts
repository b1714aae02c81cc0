import { shippedSource } from './shipped-source.ts';

const MEASURED = [
  'radius',
  'texture',
  'perimeter',
  'area',
  'smoothness',
  'compactness',
  'concavity',
  'concave points',
  'symmetry',
  'fractal dimension',
];

/** Ten measurements of the cell nuclei in an image of tissue: their mean, its standard error, and the three worst. */
export const breastCancer = shippedSource({
  name: 'breast-cancer',
  title: 'Breast cancer',
  help: 'Real data: 30 measurements of cell nuclei in 569 samples of breast tissue, 212 malignant and 357 benign. They run from thousandths to thousands: standardize them first.',
  samples: 569,
  features: ['mean', 'error of', 'worst'].flatMap((figure) => MEASURED.map((name) => `${figure} ${name}`)),
  drawn: [0, 7],
  target: { kind: 'classes', names: ['malignant', 'benign'] },
  licence:
    'W. Wolberg, O. Mangasarian, N. Street and W. Street (1993), UCI Machine Learning Repository, CC BY 4.0; taken from scikit-learn, BSD-3-Clause.',
  asset: new URL('../assets/breast-cancer.bin', import.meta.url),
});
