import { shippedSource } from './shipped-source.ts';

/** Patients with diabetes, and how far the disease had gone on a year later; in the units they were measured in. */
export const diabetes = shippedSource({
  name: 'diabetes',
  title: 'Diabetes progression',
  help: 'Real data, values to learn: ten measurements of 442 patients, and how far their diabetes had gone on a year later, from 25 to 346. Standardize the features. Half of the variance stays unexplained even by good models.',
  samples: 442,
  features: [
    'age',
    'sex (1 or 2)',
    'body mass index',
    'blood pressure',
    'total cholesterol',
    'LDL cholesterol',
    'HDL cholesterol',
    'total/HDL cholesterol',
    'log of triglycerides',
    'blood sugar',
  ],
  drawn: [2, 8],
  target: { kind: 'values', names: ['progression'], range: [25, 346] },
  licence: 'B. Efron, T. Hastie, I. Johnstone and R. Tibshirani (2004); taken from scikit-learn, BSD-3-Clause.',
  asset: new URL('../assets/diabetes.bin', import.meta.url),
});
