import { shippedSource } from './shipped-source.ts';

const SIDE = 8;

/** Handwritten digits as images of 8×8 pixels, row by row; 0 is paper and 1 is full ink, in steps of 1/16. */
export const digits = shippedSource({
  name: 'digits',
  rank: 120,
  title: 'Handwritten digits',
  help: 'Real data: 1,797 handwritten digits, 8×8 pixels each, from 0 (paper) to 1 (ink). A small net reads them well.',
  samples: 1797,
  features: Array.from({ length: SIDE * SIDE }, (_, i) => `row ${Math.floor(i / SIDE) + 1}, column ${(i % SIDE) + 1}`),
  classNames: Array.from({ length: 10 }, (_, digit) => String(digit)),
  image: [SIDE, SIDE],
  licence:
    'E. Alpaydin and C. Kaynak (1998), UCI Machine Learning Repository, CC BY 4.0; taken from scikit-learn, BSD-3-Clause.',
  asset: () => import('../assets/digits.bin?url&inline'),
});
