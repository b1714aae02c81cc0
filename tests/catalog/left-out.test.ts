/** What Keras takes and is not here is said with a reason; that nothing is passed over is seen by the parity job. */
import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { leftOut } from '../../src/catalog/left-out.ts';

test.each(catalog.all.map((each) => [each.type, each] as const))('%s', (_type, definition) => {
  const told = leftOut(definition);
  for (const [argument, why] of Object.entries(told)) {
    expect(argument).toMatch(/^[a-z][a-z_]*$/);
    expect(why).toMatch(/^[A-Z].*\.$/);
    expect(Object.keys(definition.params)).not.toContain(argument);
  }
  if (definition.keras === undefined) expect(told).toEqual({});
});

test('a charge on what a layer gives has a port where Keras writes it out, and a way around elsewhere', () => {
  const charge = (type: string) => leftOut(catalog.expect(type, 'layer'))['activity_regularizer'];
  for (const type of [
    'Dense',
    'Conv1D',
    'Conv2D',
    'SeparableConv2D',
    'DepthwiseConv2D',
    'Conv2DTranspose',
    'LSTM',
    'GRU',
  ])
    expect(charge(type), type).toBeUndefined();
  expect(charge('MaxPooling2D')).toContain('ActivityRegularization behind the layer');
  expect(charge('SimpleRNN')).toBe('Keras takes it and forgets it.');
});
