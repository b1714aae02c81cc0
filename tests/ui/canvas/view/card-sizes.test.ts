import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../src/catalog/index.ts';
import {
  CARD_WIDTH,
  FIRST_PORT,
  HIT,
  placePorts,
  PORT_STEP,
  portsHeight,
} from '../../../../src/ui/canvas/view/card-sizes.ts';

describe('placePorts', () => {
  it('puts tensors left and right at one height and parameters on the lower edge', () => {
    const ports = placePorts(catalog.get('Dense'));
    const at = (name: string) => ports.find((port) => port.spec.name === name);
    expect(at('inputs')).toMatchObject({ side: 'left', offset: FIRST_PORT });
    expect(at('outputs')).toMatchObject({ side: 'right', offset: FIRST_PORT });
    expect(at('kernel_initializer')?.side).toBe('bottom');
  });

  it('keeps every port of every type on its card and apart from its neighbours', () => {
    for (const definition of catalog.all) {
      const ports = placePorts(definition);
      for (const side of ['left', 'right', 'top', 'bottom'] as const) {
        const offsets = ports.filter((port) => port.side === side).map((port) => port.offset);
        offsets.forEach((offset, i) => {
          if (side === 'top' || side === 'bottom') {
            expect(offset).toBeGreaterThanOrEqual(HIT / 2);
            expect(offset).toBeLessThanOrEqual(CARD_WIDTH - HIT / 2);
          }
          const next = offsets[i + 1];
          if (next !== undefined) expect(next - offset).toBeGreaterThan(14);
        });
      }
    }
  });

  it('makes the card tall enough for its lowest port', () => {
    const ports = placePorts(catalog.get('CategoricalCrossentropy'));
    expect(portsHeight(ports)).toBeGreaterThan(FIRST_PORT + PORT_STEP);
  });

  it('shows ports that only wires name', () => {
    const ports = placePorts(undefined, {
      inputs: [{ name: 'inlet', kind: 'tensor' }],
      outputs: [{ name: 'outlet', kind: 'loss' }],
    });
    expect(ports.map((port) => [port.spec.name, port.side, port.stray])).toEqual([
      ['inlet', 'left', true],
      ['outlet', 'right', true],
    ]);
  });
});
