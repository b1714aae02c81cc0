/** Edgewise's catalog: every type a user can pick. Adding a type is its file and one line in its folder's index. */
import * as activations from './activations/index.ts';
import * as blocks from './blocks/index.ts';
import * as callbacks from './callbacks/index.ts';
import * as constraints from './constraints/index.ts';
import * as data from './data/index.ts';
import * as initializers from './initializers/index.ts';
import * as layers from './layers/index.ts';
import * as losses from './losses/index.ts';
import * as metrics from './metrics/index.ts';
import * as notes from './notes/index.ts';
import * as optimizers from './optimizers/index.ts';
import * as preprocessing from './preprocessing/index.ts';
import * as regularizers from './regularizers/index.ts';
import * as schedules from './schedules/index.ts';
import * as training from './training/index.ts';
import * as views from './views/index.ts';
import { createCatalog } from './catalog.ts';
import type { NodeDefinition } from './define/index.ts';

const folders = [
  activations,
  blocks,
  callbacks,
  constraints,
  data,
  initializers,
  layers,
  losses,
  metrics,
  notes,
  optimizers,
  preprocessing,
  regularizers,
  schedules,
  training,
  views,
];

/** A folder exports its types, and the list of those that come first. */
const typesIn = (folder: (typeof folders)[number]): readonly NodeDefinition[] =>
  Object.values<NodeDefinition | readonly string[]>(folder).flatMap((each) => ('type' in each ? [each] : []));

export const catalog = createCatalog(
  folders.flatMap(typesIn),
  folders.flatMap((folder) => ('first' in folder ? folder.first : [])),
);
