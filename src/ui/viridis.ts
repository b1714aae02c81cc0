/*
 * The colour map viridis (from matplotlib, where it is given as a table), by 17 of its colours: nowhere
 * is a channel more than 5 of 255 off. The package that has the map brings all other maps along, 6 kB of
 * the first load.
 */
import { interpolateRgb, piecewise } from 'd3-interpolate';

const COLOURS = (
  '#440154 #48186a #472d7b #424086 #3b528b #33638d #2c728e #26828e #21918c ' +
  '#1fa088 #28ae80 #3fbc73 #5ec962 #84d44b #addc30 #d8e219 #fde725'
).split(' ');

/** The colour at a place between 0 (dark violet) and 1 (yellow), as CSS text. */
export const viridis: (place: number) => string = piecewise(interpolateRgb, COLOURS);
