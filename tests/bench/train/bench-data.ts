/*
 * The data of the bench: random features, and classes that a random linear teacher gives them, so that
 * there is something to learn. It is a node type of its own, in a catalog that only the bench uses.
 */
import { sizeOf } from '../../../src/base/shape.ts';
import { createCatalog } from '../../../src/catalog/catalog.ts';
import { defineDataset } from '../../../src/catalog/define/index.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { flag, integer, integers } from '../../../src/catalog/params.ts';

const benchData = defineDataset({
  type: 'BenchData',
  category: 'Data',
  summary: 'Random features with a teacher.',
  description: 'Features are standard normal; the teacher that scores highest gives the class.',
  keywords: [],
  inputs: [],
  outputs: [
    { name: 'features', kind: 'data', help: 'Random numbers.' },
    { name: 'targets', kind: 'targets', help: 'What the teacher says.' },
  ],
  params: {
    input: integers([2], { help: 'Shape of one example.' }),
    outputs: integer(1, { help: 'How many teachers.' }),
    samples: integer(100, { help: 'How many examples.' }),
    classes: flag(false, { help: 'Targets are classes; otherwise a value for each teacher, 1 for the class and −1.' }),
  },
  card: [],
  describe({ input, outputs, samples, classes }) {
    const names = Array.from({ length: outputs }, (_, i) => `y${i}`);
    return {
      title: 'Bench data',
      samples,
      shape: input,
      featureNames: Array.from({ length: sizeOf(input) }, (_, i) => `x${i}`),
      target: classes ? { kind: 'classes', names } : { kind: 'values', names, range: [-1, 1] },
    };
  },
  async load({ input, outputs, samples, classes }, rng) {
    const columns = sizeOf(input);
    const draw = (purpose: string, length: number) => {
      const { normal } = rng(purpose);
      return Float32Array.from({ length }, normal);
    };
    const features = draw('features', samples * columns);
    const teachers = draw('teachers', outputs * columns);
    const targets = new Float32Array(samples * (classes ? 1 : outputs));
    for (let row = 0; row < samples; row++) {
      const scores = Array.from({ length: outputs }, (_, k) => {
        let sum = 0;
        for (let i = 0; i < columns; i++) sum += (features[row * columns + i] ?? 0) * (teachers[k * columns + i] ?? 0);
        return sum;
      });
      const best = outputs === 1 ? ((scores[0] ?? 0) > 0 ? 0 : -1) : scores.indexOf(Math.max(...scores));
      if (classes) targets[row] = best;
      else for (let k = 0; k < outputs; k++) targets[row * outputs + k] = k === best ? 1 : -1;
    }
    return { features, targets };
  },
  split: () => ({ validation: 0, test: 0 }),
});

export const benchCatalog = createCatalog([...catalog.all, benchData], catalog.first);
