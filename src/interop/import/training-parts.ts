/** Loss and optimizer of a foreign model: those it was compiled with, or some that fit. */
import { must } from '../../base/invariant.ts';
import { shorten } from '../../base/text.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { DefinitionOf, NodeDefinition, Role } from '../../catalog/define/index.ts';
import { parseParams } from '../../catalog/define/index.ts';
import { activationOf } from '../../catalog/layer-facts.ts';
import type { ForeignLayer, ForeignModel, ForeignObject } from './foreign.ts';
import { definitionFor, partFor } from './to-parts.ts';
import type { ForeignPart } from './to-parts.ts';

interface Row {
  readonly layer: ForeignLayer;
  readonly definition: NodeDefinition | undefined;
}

export interface TrainingParts {
  readonly loss: ForeignPart;
  readonly optimizer: ForeignPart;
  readonly train: DefinitionOf<'training'>;
}

export function trainingParts(
  model: ForeignModel,
  catalog: Catalog,
  rows: readonly Row[],
  remarks: string[],
): TrainingParts {
  const known = (role: 'loss' | 'optimizer', given: ForeignObject | undefined): ForeignPart => {
    const definition = given === undefined ? undefined : definitionFor(catalog, role, given.className);
    if (given !== undefined && definition !== undefined) return partFor(catalog, definition, given, role, remarks);
    const stand: NodeDefinition =
      role === 'loss' ? lossFor(catalog, outputActivation(model, rows)) : first(catalog, role);
    remarks.push(
      given === undefined
        ? `The file names no ${role}; ${stand.type} stands in.`
        : `The ${role} ${shorten(given.className)} is not known here; ${stand.type} stands in.`,
    );
    return { type: stand.type, params: {}, plugs: new Map() };
  };
  return {
    loss: known('loss', model.loss),
    optimizer: known('optimizer', model.optimizer),
    train: first(catalog, 'training'),
  };
}

/** The one that works without tuning, or else the first. */
function first<R extends Role>(catalog: Catalog, role: R): DefinitionOf<R> {
  const all = catalog.all.filter((each): each is DefinitionOf<R> => each.role === role);
  return must(all.find(({ firstChoice }) => firstChoice === true) ?? all[0], `a ${role}`);
}

/** A loss that wants what the network ends with, or one for plain values. */
function lossFor(catalog: Catalog, activation: string): DefinitionOf<'loss'> {
  const all = catalog.all.filter((each): each is DefinitionOf<'loss'> => each.role === 'loss');
  return must(
    all.find(({ wants }) => wants?.activation === activation) ?? all.find(({ wants }) => wants === undefined) ?? all[0],
    'a loss',
  );
}

function outputActivation({ outputs }: ForeignModel, rows: readonly Row[]): string {
  const row = rows.find(({ layer }) => layer.name === outputs[0]?.layer);
  if (row?.definition?.role !== 'layer') return 'linear';
  const own = Object.entries(row.layer.config).filter(([name]) => name === 'activation');
  const parsed = parseParams(row.definition, Object.fromEntries(own));
  return parsed.success ? activationOf(row.definition, parsed.data).name : 'linear';
}
