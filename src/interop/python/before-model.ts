/*
 * Preprocessing that the layers of a Keras model cannot do: in a script it stands in front of the model, as functions
 * with NumPy. What comes before such a step in the graph goes in front of the model with it.
 */
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { FittedStep } from '../../catalog/data/fit-steps.ts';
import type { NumpyCode } from '../../catalog/define/index.ts';
import type { Program } from '../../compiler/types.ts';
import type { ProgramData } from '../data-of.ts';
import type { FittedInputs } from '../keras/model-file.ts';
import type { Refusal } from '../refusal.ts';
import { listing, literal } from './literal.ts';
import type { NumpyArray } from './npz.ts';
import { construct } from './objects.ts';
import { filledSplits, SHORT } from './splits.ts';

type Arrays = Readonly<Record<string, NumpyArray>>;

export interface BeforeModel {
  readonly imports: readonly string[];
  readonly lines: readonly string[];
  /** The program as the model sees it: its data is what these lines give. */
  readonly entry: Program;
  /** The steps that are left for the model. */
  readonly fitted: FittedInputs;
  /** Numbers that the lines read. */
  readonly arrays: Arrays;
}

export function beforeModel(
  program: Program,
  data: ProgramData,
  catalog: Catalog,
  variable: (wish: string) => string,
): Result<BeforeModel, readonly Refusal[]> {
  const inNumpy = ({ definition }: FittedStep) => definition.inNumpy !== undefined;
  const [input, ...others] = program.inputs;
  const wanted = [...data.fitted.values()].flat().find(inNumpy);
  if (input === undefined || wanted === undefined)
    return ok({ imports: [], lines: [], entry: program, fitted: data.fitted, arrays: {} });
  if (others.length > 0)
    return err([
      {
        node: wanted.node,
        message: `${wanted.definition.type} stands in front of one of ${program.inputs.length} inputs of the network.`,
        hint: 'A script can prepare the data of one input only. Lead all wires from the data through it, and export again.',
      },
    ]);

  const steps = data.fitted.get(input.name) ?? [];
  const end = steps.findLastIndex(inNumpy);
  const after = steps.slice(end + 1);
  const variables = filledSplits(data).map((split) => `x_${SHORT[split]}`);
  const parts = steps.slice(0, end + 1).map((step) => {
    const code = step.definition.inNumpy?.(step.params, step.shape);
    const name = variable(step.node);
    return code === undefined ? asLayers(step, name, variables, catalog) : asFunction(step, code, name, variables);
  });
  const random = parts.some(({ lines }) => lines.some((line) => line.includes('rng.')));
  return ok({
    imports: [...new Set(parts.flatMap(({ imports }) => imports))],
    lines: [
      '# Preprocessing that the layers of a model cannot do.',
      ...(random ? [`rng = np.random.default_rng(${program.seed})`, ''] : []),
      ...parts.flatMap(({ lines }, i) => (i === 0 ? lines : ['', ...lines])),
    ],
    entry: {
      ...program,
      data: {
        ...program.data,
        node: steps[end]?.node ?? program.data.node,
        info: { ...program.data.info, shape: after[0]?.shape ?? input.shape },
      },
    },
    fitted: new Map([[input.name, after]]),
    arrays: parts.reduce<Arrays>((all, { arrays }) => ({ ...all, ...arrays }), {}),
  });
}

interface Part {
  readonly imports: readonly string[];
  readonly lines: readonly string[];
  readonly arrays: Arrays;
}

function asFunction(
  { definition }: FittedStep,
  { imports = [], changes, lines }: NumpyCode,
  name: string,
  variables: readonly string[],
): Part {
  const withAnswers = changes === 'training rows and answers';
  const changed = changes === 'every split' ? variables : variables.slice(0, 1);
  return {
    imports,
    lines: [
      `def ${name}(${withAnswers ? 'x, y' : 'x'}):`,
      `    """${definition.summary}"""`,
      ...lines.map((line) => (line === '' ? '' : `    ${line}`)),
      '',
      '',
      withAnswers
        ? `x_train, y_train = ${name}(x_train, y_train)`
        : `${changed.join(', ')} = ${changed.map((each) => `${name}(${each})`).join(', ')}`,
    ],
    arrays: {},
  };
}

/** A step that Keras has layers for, but which stands in front of one that it has none for. */
function asLayers(
  { node, definition, params, state, shape }: FittedStep,
  name: string,
  variables: readonly string[],
  catalog: Catalog,
): Part {
  const layers = definition.asLayers?.(params, state, shape) ?? [];
  const made = layers.map(({ className, config }) =>
    construct(catalog, { module: 'keras.layers', class_name: className, config }, 0, 4),
  );
  const weighted = layers.flatMap(({ weights }, layer) =>
    weights === undefined
      ? []
      : [{ layer, numbers: weights.map((each, i) => [`${node}_${layer}_${i}`, each] as const) }],
  );
  return {
    imports: [],
    lines: [
      '# Its numbers were measured on x_train.',
      `${name} = keras.Sequential(${listing(made, 0, name.length + 20)})`,
      ...(weighted.length === 0 ? [] : [`${name}.build(x_train.shape)`]),
      ...weighted.map(({ layer, numbers }) => {
        const read = numbers.map(([key]) => `arrays[${literal(key)}]`);
        return `${name}.layers[${layer}].set_weights([${read.join(', ')}])`;
      }),
      `${variables.join(', ')} = ${variables.map((each) => `${name}.predict(${each}, verbose=0)`).join(', ')}`,
    ],
    arrays: Object.fromEntries(weighted.flatMap(({ numbers }) => numbers)),
  };
}
