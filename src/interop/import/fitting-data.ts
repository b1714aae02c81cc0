/** A data set for a model that came without one: the first among the shipped ones that the graph compiles with. */
import { formatShape, sameShape } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import { shorten } from '../../base/text.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { parseParams } from '../../catalog/define/index.ts';
import type { DatasetDefinition } from '../../catalog/define/index.ts';
import { paramMeta } from '../../catalog/params.ts';
import { compile } from '../../compiler/compile.ts';
import type { GraphDocument, Params } from '../../graph/types.ts';

/** What the model reads and gives, as far as it is known. */
export interface Needs {
  readonly inputs: readonly (Shape | undefined)[];
  readonly width: number | undefined;
}

/** The graph with a data set of this type; `targets` is the port that its answers come from. */
export type WithData = (type: string, params: Params, targets: string) => GraphDocument;

/** Says in `remarks` which one it took, or why none; undefined then. */
export function fittingData(
  { inputs, width }: Needs,
  catalog: Catalog,
  withData: WithData,
  remarks: string[],
): GraphDocument | undefined {
  let unfit: string | undefined;
  for (const definition of catalog.all) {
    if (definition.role !== 'dataset') continue;
    const targets = definition.outputs.find(({ kind }) => kind === 'targets')?.name;
    for (const params of candidates(definition, width)) {
      const parsed = parseParams(definition, params);
      if (targets === undefined || !parsed.success || definition.lacks?.(parsed.data) !== undefined) continue;
      const { shape, title } = definition.describe(parsed.data);
      if (inputs.some((each) => each === undefined || !sameShape(each, shape))) continue;
      const document = withData(definition.type, params, targets);
      if (compile(document, catalog).programs.length > 0) {
        remarks.push(
          `A model file says nothing of its data. ${title} has the right shape and stands in; choose other data if it is not what you want.`,
        );
        return document;
      }
      unfit ??= title;
    }
  }
  const [first] = inputs;
  const wanted = first === undefined ? 'of its shape' : `of ${formatShape(first)} numbers`;
  const found =
    unfit === undefined
      ? `no data set here has examples ${wanted}`
      : `${shorten(unfit)} fits its input, but not its output`;
  remarks.push(
    `A model file says nothing of its data, and ${found}. Wire a data set to its first layer and to its loss.`,
  );
  return undefined;
}

/** Each set with its own params, then with a number of them set to the width of the output, such as its classes. */
function candidates({ params }: DatasetDefinition, width: number | undefined): readonly Params[] {
  const metas = Object.entries(params).map(([name, schema]) => ({ name, ...paramMeta(schema) }));
  const set = metas.find(({ control }) => control === 'choice');
  const sets = set === undefined ? [{}] : (set.choices ?? []).map(({ value }) => ({ [set.name]: value }));
  const counts =
    width === undefined ? [] : metas.filter(({ control, max = 0 }) => control === 'integer' && max >= width);
  return [...sets, ...sets.flatMap((each) => counts.map(({ name }) => ({ ...each, [name]: width ?? 0 })))];
}
