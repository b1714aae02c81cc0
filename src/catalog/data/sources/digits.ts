import { pixelNames, shippedSource } from './shipped-source.ts';

/** Handwritten digits as images of 8×8 pixels, row by row; 0 is paper and 1 is full ink, in steps of 1/16. */
export const digits = shippedSource({
  name: 'digits',
  title: 'Handwritten digits',
  help: 'Real data: 1,797 handwritten digits, 8×8 pixels each, from 0 (paper) to 1 (ink). A small net reads them well.',
  samples: 1797,
  features: pixelNames(8, 8),
  target: { kind: 'classes', names: Array.from({ length: 10 }, (_, digit) => String(digit)) },
  image: [8, 8],
  licence:
    'E. Alpaydin and C. Kaynak (1998), UCI Machine Learning Repository, CC BY 4.0; taken from scikit-learn, BSD-3-Clause.',
  asset: new URL('../assets/digits.bin', import.meta.url),
});
