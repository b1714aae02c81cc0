import { describe, expect, test } from 'vitest';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { widthParam } from '../../../src/compiler/fixes/widths.ts';
import type { Shape } from '../../../src/base/shape.ts';

describe('the param that sets the width of a layer', () => {
  const found = (type: string, shape: Shape) => {
    const definition = catalog.expect(type, 'layer');
    return widthParam(definition, defaultParams(definition), { inputs: [shape] });
  };

  test.each([
    ['Dense', [3], 'units'],
    ['Conv2D', [8, 8, 1], 'filters'],
    ['LSTM', [5, 2], 'units'],
  ] as const)('%s', (type, shape, param) => {
    expect(found(type, shape)).toBe(param);
  });

  test.each([
    ['BatchNormalization', [3]],
    ['Flatten', [2, 2]],
  ] as const)('none in %s, which keeps what it is given', (type, shape) => {
    expect(found(type, shape)).toBeUndefined();
  });
});
