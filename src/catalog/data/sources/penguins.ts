import { shippedSource } from './shipped-source.ts';

/** Birds of three species, measured on the islands around Palmer Station, Antarctica, from 2007 to 2009. */
export const penguins = shippedSource({
  name: 'penguins',
  title: 'Penguins',
  help: 'Real data: bill, flipper and body mass of 342 penguins of three species. Millimetres beside grams: standardize them first. Two birds that were not measured are left out, and so are island, sex and year.',
  samples: 342,
  features: ['bill length (mm)', 'bill depth (mm)', 'flipper length (mm)', 'body mass (g)'],
  target: { kind: 'classes', names: ['Adelie', 'Chinstrap', 'Gentoo'] },
  licence:
    'K. Gorman and Palmer Station LTER (2014), collected as palmerpenguins by A. Horst, A. Hill and K. Gorman, CC0.',
  asset: new URL('../assets/penguins.bin', import.meta.url),
});
