/*
 * A file that Edgewise wrote carries the graph it was made from. That graph comes back, with its data, callbacks,
 * notes and places, as long as the model in the file still is what it says.
 */
import { isObject } from '../../base/json.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { compile } from '../../compiler/compile.ts';
import { tensorsIn } from '../../compiler/types.ts';
import type { KerasLayer, Program } from '../../compiler/types.ts';
import { parseDocument } from '../../graph/parse.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { asKeras } from '../keras/keras-parts.ts';
import type { ForeignLayer, ForeignModel } from './foreign.ts';

export interface OwnGraph {
  readonly document: GraphDocument;
  /** The one that the file was written from. */
  readonly program: Program;
}

/** The graph, if it is one and fits the model. */
export function ownGraph(carried: unknown, model: ForeignModel, catalog: Catalog): OwnGraph | undefined {
  if (!isObject(carried)) return undefined;
  const parsed = parseDocument(JSON.stringify(carried));
  if (!parsed.ok) return undefined;
  const { document } = parsed.value;
  const program = compile(document, catalog).programs.find((each) => describes(each, model, catalog));
  return program && { document, program };
}

function describes(program: Program, model: ForeignModel, catalog: Catalog): boolean {
  const ours = program.layers.flatMap(({ node }) => program.model.config.layers.filter(({ name }) => name === node));
  const names = new Set(ours.map(({ name }) => name));
  const theirs = model.layers.filter(({ name }) => names.has(name));
  if (ours.length !== theirs.length || model.outputs[0]?.layer !== program.output.layer) return false;
  // All others are preprocessing: each node of ours is among them, and they stand in front of the network.
  const before = model.layers.filter(({ name, reads }) => reads.size > 0 && !names.has(name));
  const steps = program.inputs.flatMap(({ preprocessing }) => preprocessing.map(({ node }) => node));
  const inFront = before.every(({ reads }) => [...reads.values()].flat().every(({ layer }) => !names.has(layer)));
  const madeBy = ({ name }: ForeignLayer) => steps.some((step) => name === step || name.startsWith(`${step}_`));
  if (!inFront || !before.every(madeBy) || !steps.every((step) => before.some(({ name }) => name === step)))
    return false;
  const { optimizer, loss } = program;
  return (
    ours.every((layer) =>
      sameLayer(
        asKeras(layer, catalog),
        theirs.find(({ name }) => name === layer.name),
      ),
    ) &&
    (model.optimizer === undefined || includes(model.optimizer.config, asKeras(optimizer.keras, catalog).config)) &&
    (model.loss === undefined || includes(model.loss.config, asKeras(loss.keras, catalog).config))
  );
}

function sameLayer(ours: KerasLayer, theirs: ForeignLayer | undefined): boolean {
  if (theirs === undefined || theirs.className !== ours.class_name) return false;
  const reads = JSON.stringify([...theirs.reads.values()].flat().map(({ layer, index }) => [layer, index]));
  const inbound = JSON.stringify(ours.inbound_nodes.flatMap(readsOf));
  return reads === inbound && includes(theirs.config, ours.config);
}

function readsOf(node: KerasLayer['inbound_nodes'][number]): readonly (readonly [string, number])[] {
  if (!('args' in node)) return node.map(([layer, , index]) => [layer, index]);
  return tensorsIn(node).map(({ config }) => {
    const [layer, , index] = config.keras_history;
    return [layer, index];
  });
}

/** Whether everything that `ours` says stands in `theirs` too; it may say more. */
function includes(theirs: unknown, ours: unknown): boolean {
  if (Array.isArray(ours))
    return Array.isArray(theirs) && ours.length === theirs.length && ours.every((each, i) => includes(theirs[i], each));
  if (!isObject(ours)) return theirs === ours;
  return isObject(theirs) && Object.entries(ours).every(([key, each]) => includes(theirs[key], each));
}
