/** A compilation as text: for the command line, for snapshots, and for reading over somebody's shoulder. */
import { bytes, count } from '../../base/format.ts';
import { formatShape } from '../../base/shape.ts';
import { isList } from '../../catalog/params.ts';
import type { Shape } from '../../base/shape.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { activationOf } from '../../catalog/layer-facts.ts';
import { tensorKey } from '../types.ts';
import type {
  Carried,
  Compilation,
  Diagnostic,
  EdgePlan,
  LayerPlan,
  Plugged,
  Program,
  SchedulePlan,
  TensorRef,
} from '../types.ts';

export interface LayerRow {
  readonly name: string;
  readonly type: string;
  readonly inputs: readonly string[];
  readonly shape: readonly number[];
  readonly activation: string;
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly bytes: number;
}

/** What a layer reads, in words: `d1`, `rnn.state`, and `initial_state: d2` where it is not the main port. */
export const readsOf = ({ inputs }: LayerPlan): readonly string[] =>
  Object.entries(inputs).flatMap(([port, refs = []]) =>
    refs.map((ref) => (port === 'inputs' ? refInWords(ref) : `${port}: ${refInWords(ref)}`)),
  );

const MAIN_OUTPUTS: ReadonlySet<string> = new Set(['outputs', 'features']);

const refInWords = (ref: TensorRef): string => (MAIN_OUTPUTS.has(ref.output) ? ref.layer : tensorKey(ref));

/** Shape at the first output of a layer. */
export const mainShape = ({ outputShapes }: LayerPlan): Shape => Object.values(outputShapes)[0] ?? [];

function activationName({ type, params }: LayerPlan, catalog: Catalog): string {
  const definition = catalog.get(type);
  return definition?.role === 'layer' ? activationOf(definition, params).name : 'linear';
}

/** The layers of a program in order, its inputs first. */
export function layerTable(program: Program, catalog: Catalog): readonly LayerRow[] {
  const inputs = program.inputs.map(({ name, shape, preprocessing }): LayerRow => ({
    name,
    type: preprocessing.at(-1)?.type ?? program.data.type,
    inputs: [],
    shape,
    activation: 'linear',
    parameters: 0,
    multiplyAdds: 0,
    bytes: 0,
  }));
  const layers = program.layers.map((layer): LayerRow => ({
    name: layer.node,
    type: layer.type,
    inputs: readsOf(layer),
    shape: mainShape(layer),
    activation: activationName(layer, catalog),
    parameters: layer.parameters,
    multiplyAdds: layer.multiplyAdds,
    bytes: layer.bytes,
  }));
  return [...inputs, ...layers];
}

const printSchedule = ({ wraps, ...part }: SchedulePlan): string =>
  printPlug(part) + (wraps === undefined ? '' : ` around ${printSchedule(wraps)}`);

/** What the names of the targets are names of. */
const WORDS = { classes: 'classes', values: 'values', sequence: 'labels' } as const;

export function printProgram(program: Program, catalog: Catalog): string {
  const { data, loss, optimizer, cost, metrics, callbacks } = program;
  const target = WORDS[data.info.target.kind];
  const fused = loss.fused === undefined ? '' : ` on ${loss.fused.layer} before its ${loss.fused.activation}`;
  const schedule = optimizer.schedule === undefined ? '' : `, learning rate from ${printSchedule(optimizer.schedule)}`;
  const as = program.shuffledAs === undefined ? '' : ` as for ${program.shuffledAs}`;
  const order = program.shuffle ? `shuffled${as}` : 'in order';
  return [
    `program ${program.id} of "${program.name}", seed ${program.seed}`,
    `  data       ${printPlug(data)}: ${count(data.info.samples)} × ${formatShape(data.info.shape)}, ${data.info.target.names.length} ${target} as ${data.encoding} × ${data.width}`,
    ...program.inputs.map(
      (input) =>
        `  input      ${input.name}: ${[data.node, ...input.preprocessing.map(({ node }) => node)].join(' → ')}`,
    ),
    ...table(layerTable(program, catalog)).map((line) => `  ${line}`),
    ...program.layers.flatMap(({ weights }) =>
      weights.map((weight) => {
        const penalty = weight.regularizer === undefined ? '' : `, ${printPlug(weight.regularizer)}`;
        return `  weight     ${weight.key} ${formatShape(weight.shape)}${weight.trainable ? '' : ' (not trained)'}: ${printPlug(weight.initializer)}${weight.drawnAs === undefined ? '' : ` as for ${weight.drawnAs}`}${penalty}`;
      }),
    ),
    ...program.layers.flatMap(({ node, activityRegularizer }) =>
      activityRegularizer === undefined ? [] : [`  charge     ${printPlug(activityRegularizer)} on what ${node} gives`],
    ),
    `  loss       ${printPlug(loss)} of ${refInWords(program.output)}${fused}`,
    `  optimizer  ${printPlug(optimizer)}${schedule}`,
    ...metrics.map((metric) => `  metric     ${printPlug(metric)}`),
    ...callbacks.map((callback) => `  callback   ${printPlug(callback)}`),
    `  run        ${count(program.epochs)} epochs, batches of ${count(program.batchSize)}, ${order}`,
    `  cost       ${count(cost.parameters)} parameters, ${count(cost.multiplyAdds)} multiply-adds, ${plain(bytes(cost.bytes))}`,
  ].join('\n');
}

/** Programs, then diagnostics, then what each wire carries. */
export function printCompilation({ programs, diagnostics, edges }: Compilation, catalog: Catalog): string {
  return [
    ...programs.map((program) => printProgram(program, catalog)),
    ...diagnostics.map(printDiagnostic),
    ...[...edges.values()].map(printEdge),
  ].join('\n');
}

/** `error d1.inputs [missing-input] Nothing is wired … Fix: Connect …` */
export function printDiagnostic({ severity, code, node, port, param, message, hint, fixes = [] }: Diagnostic): string {
  const detail = port ?? param;
  const place = node === undefined ? '' : ` ${node}${detail === undefined ? '' : `.${detail}`}`;
  return [
    `${severity}${place} [${code}] ${plain(message)} ${hint}`.trimEnd(),
    ...fixes.map(({ label }) => `  fix: ${label}`),
  ].join('\n');
}

function printEdge({ edge, kind, carries, programs }: EdgePlan): string {
  const used = programs.length === 0 ? 'unused' : programs.join(', ');
  return `wire ${edge} (${kind}): ${[carries.what, detailOf(carries)].filter((part) => part !== '').join(' ')}; ${used}`;
}

function detailOf(carries: Carried): string {
  if (carries.what === 'features') return formatShape(carries.shape);
  if (carries.what === 'activation') return `of ${refInWords(carries.tensor)}, ${formatShape(carries.shape)}`;
  if (carries.what === 'targets') return carries.info.kind;
  return 'weights' in carries ? carries.weights.join(', ') : '';
}

/** `he HeNormal`, `Dense(units 16)`: the type, its node and the params. */
function printPlug({ type, params, node }: Plugged): string {
  const list = Object.entries(params).map(
    ([name, value]) =>
      `${name} ${typeof value === 'string' ? `"${value}"` : isList(value) ? `[${value.join(', ')}]` : String(value)}`,
  );
  return `${node === undefined ? '' : `${node} `}${type}${list.length === 0 ? '' : ` (${list.join(', ')})`}`;
}

function table(rows: readonly LayerRow[]): readonly string[] {
  const cells = [
    ['layer', 'type', 'reads', 'shape', 'parameters', 'multiply-adds', 'bytes'],
    ...rows.map((row) => [
      row.name,
      row.activation === 'linear' ? row.type : `${row.type} ${row.activation}`,
      row.inputs.join(' + ') || '–',
      formatShape(row.shape),
      count(row.parameters),
      count(row.multiplyAdds),
      plain(bytes(row.bytes)),
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, column) => (column < 4 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** Text that lines up in a terminal and compares in a diff: ordinary blanks only. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
