/** Features in very different units, or far from one: beside kilograms, metres hardly move a network. */
import { compact } from '../../base/format.ts';
import { insertOn } from '../../compiler/fixes/fix-commands.ts';
import type { Fix } from '../../compiler/types.ts';
import { columnsOf } from '../facts/data.ts';
import type { Column } from '../facts/data.ts';
import { matricesOf } from '../facts/places.ts';
import { defineRule } from '../finding.ts';
import type { View } from '../finding.ts';

/** Spreads this many times apart, or a mean this many spreads from zero, hold gradient descent up. */
const APART = 20;
const OFF_CENTRE = 10;
/** Values this large call for weights far smaller than those that layers start with. */
const LARGE = 20;
/** Where the widest column spreads less than this, the narrow ones are rare events, not other units. */
const WIDE = 1;

export const unscaledInputs = defineRule({
  id: 'unscaled-inputs',
  title: 'Features on different scales',
  find(view) {
    const { data, program } = view;
    const [input] = program.inputs;
    // Behind preprocessing the scale is somebody's choice; a layer without weights may be there to set it.
    if (data === undefined || input === undefined || input.preprocessing.length > 0 || !isMultiplied(view)) return [];
    const found = scales(columnsOf(data), program.data.info.featureNames, program.data.info.image !== undefined);
    if (found === undefined) return [];
    return [
      {
        severity: 'warning',
        node: program.data.node,
        evidence: `The features are on different scales than a network expects. ${found}`,
        advice: 'Bring them to mean 0 and spread 1 before they enter the network.',
        fixes: standardiseFix(view),
      },
    ];
  },
});

/** Whether trained weights read the data as it is. */
function isMultiplied({ program }: View): boolean {
  const entries = new Set(program.inputs.map(({ name }) => name));
  return program.layers.some(
    (plan) => matricesOf(plan).length > 0 && plan.inputs.inputs.some(({ layer }) => entries.has(layer)),
  );
}

function scales(all: readonly Column[], names: readonly string[], isImage: boolean): string | undefined {
  const columns = all.filter(({ spread }) => spread > 0);
  const name = ({ at }: Column) => names[at] ?? `Column ${at + 1}`;
  const [widest, narrowest] = extremes(columns, ({ spread }) => spread);
  const [farthest] = extremes(columns, ({ spread, mean }) => Math.abs(mean) / spread);
  const [largest] = extremes(columns, ({ spread, mean }) => Math.hypot(mean, spread));
  if (widest === undefined || narrowest === undefined || farthest === undefined || largest === undefined)
    return undefined;
  // The pixels of an image share one scale.
  if (!isImage && widest.spread > WIDE && widest.spread > APART * narrowest.spread) {
    return `${name(widest)} spreads over ${compact(widest.spread)} and ${name(narrowest)} over ${compact(narrowest.spread)}: no single learning rate suits both.`;
  }
  if (!isImage && Math.abs(farthest.mean) > WIDE && Math.abs(farthest.mean) > OFF_CENTRE * farthest.spread) {
    return `${name(farthest)} lies around ${compact(farthest.mean)} and spreads over ${compact(farthest.spread)} only: what tells examples apart is small beside what they share.`;
  }
  const size = Math.hypot(largest.mean, largest.spread);
  return size > LARGE
    ? `${isImage ? 'Pixels' : name(largest)} are about ${compact(size)} large, where first weights are made for values around 1.`
    : undefined;
}

/** The columns with the largest and the smallest figure. */
function extremes(columns: readonly Column[], figure: (column: Column) => number) {
  const sorted = columns.toSorted((a, b) => figure(b) - figure(a));
  return [sorted[0], sorted.at(-1)] as const;
}

/** Puts the first preprocessing node of the catalog that brings features to one scale on the wire behind the data. */
function standardiseFix({ document, catalog, program }: View): readonly Fix[] {
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
