/* The random numbers that a step draws here, by layer, so that Keras can be given the same. */
import { randomOf } from '../../src/catalog/layer-facts.ts';
import type { Linked } from '../../src/runtime/link.ts';
import { declaredRandom, drawNumbers } from '../../src/runtime/training/feeds.ts';
import { encode } from './numbers.ts';
import type { Numbers } from './numbers.ts';

export type RandomNumbers = Readonly<Record<string, Readonly<Record<string, Numbers>>>>;

/** Whether a layer that really draws is part of the network. */
export const drawsRandom = ({ layers }: Linked): boolean =>
  layers.some(({ definition, params, plan }) => Object.keys(randomOf(definition, params, plan.inputShapes)).length > 0);

export const randomNumbers = (linked: Linked, step: number, rows: number): RandomNumbers =>
  Object.fromEntries(
    declaredRandom(linked).map(({ layer, specs }) => [
      layer,
      Object.fromEntries(
        specs.map(([name, spec]) => [
          name,
          encode([rows, ...spec.shape], drawNumbers(layer, name, spec, linked.program.seed, step, rows)),
        ]),
      ),
    ]),
  );
