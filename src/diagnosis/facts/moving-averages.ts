/* Batch normalisation answers by moving averages outside training, which begin at mean 0 and spread 1 and follow slowly. */
import type { View } from '../finding.ts';
import { placesOf, type Place } from './places.ts';

/** Of the first values no more than this may be left for the answers to be those of the network. */
const LEFT = 0.1;

/** Layers that normalise by the batch. */
export const batchNormalising = (view: View): readonly Place[] =>
  placesOf(view).filter(({ definition }) => definition.normalises === 'batch');

/** The share of what the moving averages began with that is in them after so many steps. */
export const leftAfter = ({ plan }: Place, steps: number): number => Number(plan.params['momentum'] ?? 0) ** steps;

/** Layers whose moving averages have not arrived after so many steps. */
export const notArrived = (layers: readonly Place[], steps: number): readonly Place[] =>
  layers.filter((each) => steps > 0 && leftAfter(each, steps) > LEFT);
