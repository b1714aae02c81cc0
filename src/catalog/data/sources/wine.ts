import { shippedSource } from './shipped-source.ts';

/** Chemical analyses of 178 wines of one region, from three growers. */
export const wine = shippedSource({
  name: 'wine',
  title: 'Wine',
  help: 'Real data: 13 chemical measurements of 178 Italian wines of three growers. Proline runs to 1,680 and nonflavanoid phenols to 0.66: standardize them first.',
  samples: 178,
  features: [
    'alcohol',
    'malic acid',
    'ash',
    'alcalinity of ash',
    'magnesium',
    'total phenols',
    'flavanoids',
    'nonflavanoid phenols',
    'proanthocyanins',
    'colour intensity',
    'hue',
    'OD280/OD315 of diluted wine',
    'proline',
  ],
  drawn: [6, 9],
  target: { kind: 'classes', names: ['grower 1', 'grower 2', 'grower 3'] },
  licence:
    'S. Aeberhard and M. Forina (1992), UCI Machine Learning Repository, CC BY 4.0; taken from scikit-learn, BSD-3-Clause.',
  asset: new URL('../assets/wine.bin', import.meta.url),
});
