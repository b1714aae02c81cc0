import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { defaultParams } from '../../../src/catalog/catalog.ts';
import { paramMeta } from '../../../src/catalog/params.ts';
import { chosenFunction } from '../../../src/ui/inspector/node/activation-notes.tsx';
import { CONTROLS } from '../../../src/ui/inspector/params/param-field.tsx';
import { anotherSeed } from '../../../src/ui/inspector/params/seed-field.tsx';
import { countByType } from '../../../src/ui/inspector/several-panel.tsx';
import { ofThen, ridges } from '../../../src/ui/inspector/wire/over-time.tsx';
import { summarise } from '../../../src/ui/charts/distribution-of.ts';

describe('the inspector and the catalog', () => {
  it('has a control for every param', () => {
    for (const definition of catalog.all) {
      for (const [name, schema] of Object.entries(definition.params)) {
        expect(CONTROLS[paramMeta(schema).control], `${definition.type}.${name}`).toBeTypeOf('function');
      }
    }
  });
  it('explains the function an Activation or a Dense was given, and not that of a layer with its own formula', () => {
    const chosen = (type: string, params: Record<string, string>) => {
      const definition = catalog.expect(type, 'layer');
      return chosenFunction(definition, { ...defaultParams(definition), ...params })?.name;
    };
    expect(chosen('Activation', { activation: 'tanh' })).toBe('tanh');
    expect(chosen('Dense', { activation: 'swish' })).toBe('silu');
    expect(chosen('LeakyReLU', {})).toBeUndefined();
  });
});

describe('small parts', () => {
  it('picks a seed that differs from the present one', () => {
    expect(anotherSeed(5000, () => 0.5)).toBe(5001);
    expect(anotherSeed(42, () => 0.5)).toBe(5000);
  });
  it('counts types, most frequent first', () => {
    expect(Object.entries(countByType(['Dense', 'Add', 'Dense']))).toEqual([
      ['Dense', 2],
      ['Add', 1],
    ]);
  });
  it('keeps the readings that hold a distribution', () => {
    const values = summarise(Float32Array.of(1, 2));
    const tensor = { shape: [1], forward: values, units: 1, deadUnits: 0, saturated: 0 };
    const reading = (step: number, has: boolean) => ({
      step,
      epoch: 1,
      value: { loss: 0, learningRate: 0, weights: {}, tensors: has ? { 'd1.outputs': tensor } : {} },
    });
    const rows = ridges(
      [reading(1, true), reading(2, false), reading(3, true)],
      ({ tensors }) => (tensors as Readonly<Record<string, typeof tensor>>)['d1.outputs']?.forward,
    );
    expect(rows.map((row) => row.step)).toEqual([1, 3]);
    // What was only carried along from an earlier step would be drawn twice.
    expect(ofThen<{ step?: number }>({})).toEqual({});
    expect(ofThen({ step: 2 })).toBeUndefined();
  });
});
