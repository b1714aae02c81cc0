/*
 * Refuses what cannot fit before anything is allocated: first each layer on its own, then each program
 * as a whole. A layer that is too large by itself is not reported a second time for its program.
 */
import { weightsOf } from '../../catalog/layer-facts.ts';
import { bytes, count } from '../../base/format.ts';
import { sizeOf } from '../../base/shape.ts';
import { MAX_UNITS } from '../../catalog/limits.ts';
import type { NodeId } from '../../graph/types.ts';
import { costOf, slotCount } from '../program/cost.ts';
import type { Draft } from '../program/draft.ts';
import { widthLayer, setWidth } from '../fixes/widths.ts';
import type { Graph, Report, Resolved } from '../graph.ts';
import { atPorts, hasRole, nameOf, tensorSources } from '../graph.ts';
import { ASSUMED_BATCH, ASSUMED_SLOTS, MAX_BYTES, MAX_PARAMETERS, trainingBytes } from '../program/memory-limits.ts';
import type { Facts } from './shapes.ts';

interface Setting {
  readonly slots: number;
  readonly batch: number;
}

export function preflight(graph: Graph, facts: Facts, drafts: readonly Draft[], report: Report): void {
  const settings = new Map<Resolved, Setting>();
  for (const draft of drafts) {
    for (const layer of draft.layers) settings.set(layer, { slots: slotCount(draft), batch: draft.batchSize });
  }
  const tooLarge = new Set<NodeId>();
  for (const node of graph.order) {
    if (!hasRole(node, 'layer') || node.muted) continue;
    // What only hands on the output of a layer that is too large is as large as that, and no second fault.
    if (facts.get(node.id)?.parameters === 0 && tensorSources(node).some(({ id }) => tooLarge.has(id))) {
      tooLarge.add(node.id);
      continue;
    }
    const setting = settings.get(node) ?? { slots: ASSUMED_SLOTS, batch: ASSUMED_BATCH };
    if (checkLayer(node, facts, setting, report)) tooLarge.add(node.id);
  }
  for (const draft of drafts) {
    if (!draft.layers.some(({ id }) => tooLarge.has(id))) checkProgram(draft, facts, report);
  }
}

function checkLayer(layer: Resolved, facts: Facts, setting: Setting, report: Report): boolean {
  const known = facts.get(layer.id);
  if (known?.outputShape === undefined) return false;
  const need = neededBytes(known.parameters, known.outputShape, known.working, setting);
  // Only matrices: a vector of weights is as long as what comes in, and that was somebody else's choice.
  const units = Math.max(
    0,
    ...known.weights.filter(({ shape }) => shape.length > 1).map(({ shape }) => shape.at(-1) ?? 0),
  );
  const found =
    units > MAX_UNITS
      ? {
          code: 'too-many-units',
          what: `has ${count(units)} units, more than the ${count(MAX_UNITS)} that are supported`,
        }
      : known.parameters > MAX_PARAMETERS
        ? {
            code: 'too-many-parameters',
            what: `has ${count(known.parameters)} parameters, more than the ${count(MAX_PARAMETERS)} that are supported`,
          }
        : need > MAX_BYTES
          ? { code: 'too-much-memory', what: `is larger than the ${bytes(MAX_BYTES)} that are allowed` }
          : undefined;
  if (found === undefined) return false;
  report({
    severity: 'error',
    code: found.code,
    node: layer.id,
    ...paramOf(layer, facts),
    message: `${nameOf(layer)} would need ${bytes(need)} to train: it ${found.what}.`,
    hint: 'Nothing is allocated. Make the layer smaller.',
    fixes: setWidth(layer, fittingWidth(layer, facts, setting), facts),
  });
  return true;
}

const neededBytes = (
  parameters: number,
  output: readonly number[],
  working: number,
  { slots, batch }: Setting,
): number => trainingBytes(parameters, slots, sizeOf(output) + working, batch);

function paramOf(layer: Resolved, facts: Facts): { param?: string } {
  const found = widthLayer(layer, facts);
  return found?.layer === layer ? { param: found.param } : {};
}

/** The largest power of two that keeps the layer within every limit; 0 if none does. */
function fittingWidth(layer: Resolved, facts: Facts, setting: Setting): number {
  const found = widthLayer(layer, facts);
  const known = facts.get(layer.id);
  const inputs = atPorts(layer, known?.inputShapes.filter((shape) => shape !== undefined) ?? []);
  if (found?.layer !== layer || inputs === undefined) return 0;
  const { definition, params } = found.layer;
  for (let width = MAX_UNITS; width >= 1; width /= 2) {
    const tried = { ...params, [found.param]: width };
    const shape = definition.outputShape(tried, inputs);
    if (!shape.ok) continue;
    const weights = weightsOf(definition, tried, inputs);
    const parameters = weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0);
    const columns = Math.max(
      0,
      ...weights.filter(({ shape: each }) => each.length > 1).map(({ shape: each }) => each.at(-1) ?? 0),
    );
    if (
      columns <= MAX_UNITS &&
      parameters <= MAX_PARAMETERS &&
      neededBytes(parameters, shape.value, definition.working?.(tried, inputs) ?? 0, setting) <= MAX_BYTES
    )
      return width;
  }
  return 0;
}

function checkProgram(draft: Draft, facts: Facts, report: Report): void {
  const cost = costOf(draft, facts);
  const tooMany = cost.parameters > MAX_PARAMETERS;
  if (!tooMany && cost.bytes <= MAX_BYTES) return;
  const setting = { slots: slotCount(draft), batch: draft.batchSize };
  const sizes = draft.layers.map((layer) => {
    const known = facts.get(layer.id);
    return {
      layer,
      need: neededBytes(known?.parameters ?? 0, known?.outputShape ?? [0], known?.working ?? 0, setting),
    };
  });
  const [first] = sizes;
  const largest = first && sizes.reduce((most, each) => (each.need > most.need ? each : most), first);
  const most = largest === undefined ? '' : ` Most of it goes to ${nameOf(largest.layer)}: ${bytes(largest.need)}.`;
  report({
    severity: 'error',
    code: tooMany ? 'too-many-parameters' : 'too-much-memory',
    node: largest?.layer.id ?? draft.train.id,
    message: tooMany
      ? `The network of ${nameOf(draft.train)} has ${count(cost.parameters)} parameters and would need ${bytes(cost.bytes)}; at most ${count(MAX_PARAMETERS)} are supported.${most}`
      : `Training ${nameOf(draft.train)} would need ${bytes(cost.bytes)}; at most ${bytes(MAX_BYTES)} are allowed.${most}`,
    hint: 'Nothing is allocated. Make the layers smaller, or the batch size, or use fewer examples.',
  });
}
