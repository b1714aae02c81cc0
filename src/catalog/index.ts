/** Edgewise's catalog: every type a user can pick, in the palette's order. Adding a type is its file and its place in its folder's index. */
import { activations } from './activations/index.ts';
import { callbacks } from './callbacks/index.ts';
import { constraints } from './constraints/index.ts';
import { data } from './data/index.ts';
import { initializers } from './initializers/index.ts';
import { layers } from './layers/index.ts';
import { losses } from './losses/index.ts';
import { notes } from './notes/index.ts';
import { optimizers } from './optimizers/index.ts';
import { preprocessing } from './preprocessing/index.ts';
import { regularizers } from './regularizers/index.ts';
import { schedules } from './schedules/index.ts';
import { training } from './training/index.ts';
import { createCatalog } from './catalog.ts';

export const catalog = createCatalog([
  ...data,
  ...preprocessing,
  ...layers,
  ...activations,
  ...initializers,
  ...regularizers,
  ...constraints,
  ...losses,
  ...optimizers,
  ...schedules,
  ...callbacks,
  ...training,
  ...notes,
]);
