/** Features in very different units: beside kilograms, metres hardly move a network. */
import { compact } from '../../base/format.ts';
import type { Fix } from '../../compiler/types.ts';
import { insertOn } from '../../compiler/fixes/fix-commands.ts';
import { rowsShown } from '../../protocol/data-view.ts';
import type { DataView } from '../../protocol/data-view.ts';
import type { Finding, FindingContext } from './finding.ts';

/** Spreads this many times apart, or a mean this many spreads from zero, hold gradient descent up. */
const APART = 20;
const OFF_CENTRE = 10;

export const scale: Finding = (context) => {
  const { data, program } = context;
  const [input] = program.inputs;
  // Behind preprocessing the scale is somebody's choice.
  if (data === undefined || input === undefined || input.preprocessing.length > 0) return [];
  // The pixels of an image share one scale.
  if (program.data.info.image !== undefined) return [];
  const names = program.data.info.featureNames;
  const columns = columnsOf(data);
  const [widest, narrowest] = extremes(columns, ({ spread }) => spread);
  const [, , farthest] = extremes(columns, ({ spread, mean }) => (spread === 0 ? 0 : Math.abs(mean) / spread));
  const found =
    widest !== undefined && narrowest !== undefined && widest.spread > APART * narrowest.spread && narrowest.spread > 0
      ? `${names[widest.at] ?? 'One feature'} spreads over ${compact(widest.spread)} and ${names[narrowest.at] ?? 'another'} over ${compact(narrowest.spread)}: no single learning rate suits both.`
      : farthest !== undefined && Math.abs(farthest.mean) > OFF_CENTRE * farthest.spread && farthest.spread > 0
        ? `${names[farthest.at] ?? 'A feature'} lies around ${compact(farthest.mean)} and spreads over ${compact(farthest.spread)} only: what tells examples apart is small beside what they share.`
        : undefined;
  if (found === undefined) return [];
  return [
    {
      severity: 'warning',
      code: 'feature-scale',
      node: program.data.node,
      message: `The features are on different scales. ${found}`,
      hint: 'Bring them to mean 0 and spread 1 before they enter the network.',
      fixes: standardiseFix(context),
    },
  ];
};

interface Column {
  readonly at: number;
  readonly mean: number;
  readonly spread: number;
}

function columnsOf({ columns, splits: { train } }: DataView): readonly Column[] {
  const rows = rowsShown(train, columns);
  return Array.from({ length: rows === 0 ? 0 : columns }, (_, at) => {
    let sum = 0;
    for (let i = at; i < train.features.length; i += columns) sum += train.features[i] ?? 0;
    const mean = sum / rows;
    let squares = 0;
    for (let i = at; i < train.features.length; i += columns) squares += ((train.features[i] ?? 0) - mean) ** 2;
    return { at, mean, spread: Math.sqrt(squares / rows) };
  });
}

/** The columns with the largest and the smallest figure, and the largest once more. */
function extremes(columns: readonly Column[], figure: (column: Column) => number) {
  const sorted = columns.toSorted((a, b) => figure(b) - figure(a));
  return [sorted[0], sorted.at(-1), sorted[0]] as const;
}

/** Puts the first preprocessing node of the catalog that brings features to one scale on the wire behind the data. */
function standardiseFix({ document, catalog, program }: FindingContext): readonly Fix[] {
  const definition = catalog.all.find((each) => each.role === 'preprocessing');
  const [input] = definition?.inputs ?? [];
  const [output] = definition?.outputs ?? [];
  const source = program.inputs[0];
  if (definition === undefined || input === undefined || output === undefined || source === undefined) return [];
  const edges = document.edges.filter(({ from }) => from === `${source.name}.${source.output}`);
  const [edge] = edges;
  // With several wires behind the data, one node on one of them would not do.
  if (edge === undefined || edges.length > 1) return [];
  return [
    {
      label: `Insert ${definition.type}`,
      command: insertOn(document, edge, definition.type, { input: input.name, output: output.name }),
    },
  ];
}
