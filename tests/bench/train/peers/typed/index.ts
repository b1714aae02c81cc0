/*
 * Loops over Float32Arrays, as a good engineer would write them by hand: batched, everything allocated
 * once, memory read row by row and four products for each time the target is touched.
 */
import { must } from '../../../../../src/base/invariant.ts';
import type { Peer } from '../../peer.ts';
import { stepwise } from '../stepwise.ts';
import { TypedNet } from './net.ts';

export const typed: Peer = {
  name: 'typed',
  refuses: ({ stack }) => (stack === undefined ? 'is written for dense layers alone' : undefined),
  open: async (prepared, setting) =>
    stepwise(prepared, setting, new TypedNet(prepared, must(prepared.task.stack, 'a stack'))),
};
