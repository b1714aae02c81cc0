import { pixelNames, shippedSource } from './shipped-source.ts';

/** 1,200 images of each kind of Fashion-MNIST; 0 is the ground and 1 is white, in steps of 1/23. */
export const fashionMnist = shippedSource({
  name: 'fashion-mnist',
  title: 'Fashion-MNIST',
  help: 'Real data: 12,000 photographs of clothes, 28×28 pixels in 24 shades of grey; a sixth of Fashion-MNIST. Harder than digits: shirts look like pullovers. Dense layers need Flatten. 200 of each kind always are the test examples.',
  samples: 12_000,
  testRows: 2000,
  features: pixelNames(28, 28),
  shape: [28, 28, 1],
  target: {
    kind: 'classes',
    names: ['T-shirt', 'trouser', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'ankle boot'],
  },
  image: [28, 28],
  licence: 'H. Xiao, K. Rasul and R. Vollgraf, Zalando (2017), MIT; taken from fashion-mnist, MIT.',
  asset: new URL('../assets/fashion-mnist.bin', import.meta.url),
});
