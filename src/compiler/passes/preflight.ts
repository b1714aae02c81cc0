/*
 * Refuses what cannot fit before anything is allocated: first each layer on its own, then each program
 * as a whole. A layer that is too large by itself is not reported a second time for its program.
 */
import { weightsOf } from '../../catalog/layer-facts.ts';
import { bytes, count } from '../../base/format.ts';
import { MAX_UNITS } from '../../catalog/limits.ts';
import type { NodeId } from '../../graph/types.ts';
import { costOf, slotCount } from '../program/cost.ts';
import type { Draft } from '../program/draft.ts';
import { widthLayer, setWidth } from '../fixes/widths.ts';
import type { Graph, Report, Resolved } from '../graph.ts';
import { atPorts, hasRole, nameOf, tensorSources } from '../graph.ts';
import { MAX_BYTES, MAX_PARAMETERS } from '../program/memory-limits.ts';
import { excessOf, neededBytes, settingOf } from './layer-limits.ts';
import type { Setting } from './layer-limits.ts';
import type { Facts } from './shapes.ts';

export function preflight(graph: Graph, facts: Facts, drafts: readonly Draft[], report: Report): void {
  const tooLarge = new Set<NodeId>();
  for (const node of graph.order) {
    if (!hasRole(node, 'layer') || node.muted) continue;
    // What only hands on the output of a layer that is too large is as large as that, and no second fault.
    if (facts.get(node.id)?.parameters === 0 && tensorSources(node).some(({ id }) => tooLarge.has(id))) {
      tooLarge.add(node.id);
      continue;
    }
    if (checkLayer(node, facts, settingOf(node, drafts), report)) tooLarge.add(node.id);
  }
  for (const draft of drafts) {
    if (!draft.layers.some(({ id }) => tooLarge.has(id))) checkProgram(draft, facts, report);
  }
}

function checkLayer(layer: Resolved, facts: Facts, setting: Setting, report: Report): boolean {
  const known = facts.get(layer.id);
  const found = known && excessOf(known, setting);
  if (known === undefined || found === undefined) return false;
  report({
    severity: 'error',
    code: found.code,
    node: layer.id,
    ...paramOf(layer, facts),
    message: `${nameOf(layer)} would need ${bytes(neededBytes(known, setting))} to train: it ${found.what}.`,
    hint: 'Nothing is allocated. Make the layer smaller.',
    fixes: setWidth(layer, fittingWidth(layer, facts, setting), facts),
  });
  return true;
}

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
    const need = {
      outputShape: shape.value,
      weights: weightsOf(definition, tried, inputs),
      working: definition.working?.(tried, inputs) ?? 0,
    };
    if (excessOf(need, setting) === undefined) return width;
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
    return { layer, need: known === undefined ? 0 : neededBytes(known, setting) };
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
