/** Every data set of the `Dataset` node, in the order of its menu. Adding one is its file and a line here. */
import { blobs } from './blobs.ts';
import { circle } from './circle.ts';
import { digits } from './digits.ts';
import { gauss } from './gauss.ts';
import { heightWeight } from './height-weight.ts';
import { iris } from './iris.ts';
import { moons } from './moons.ts';
import { regGauss } from './reg-gauss.ts';
import { regPlane } from './reg-plane.ts';
import { sine } from './sine.ts';
import type { DataSource } from './source.ts';
import { spiral } from './spiral.ts';
import { xor } from './xor.ts';

export const sources: readonly DataSource[] = [
  circle,
  xor,
  gauss,
  spiral,
  moons,
  blobs,
  regPlane,
  regGauss,
  sine,
  heightWeight,
  iris,
  digits,
];
