/*
 * First half of the parity job for files (`node src/tools/parity.mjs`): trains every example and every part of
 * the catalog for some steps, writes the `.keras` file of that moment, and goes on for some more steps, for
 * `compare_files.py` to open the file in Keras and go on too. Beside them it writes their Python scripts. An argument keeps only the cases whose name holds it.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../../src/base/invariant.ts';
import { sizeOf } from '../../src/base/shape.ts';
import type { Program } from '../../src/compiler/types.ts';
import { dataOf } from '../../src/interop/data-of.ts';
import { writeKeras } from '../../src/interop/keras/archive.ts';
import { modelForKeras } from '../../src/interop/keras/model-file.ts';
import { metricsForKeras } from '../../src/interop/keras/metrics.ts';
import { writePython } from '../../src/interop/python/script.ts';
import { inWords } from '../../src/interop/refusal.ts';
import { link } from '../../src/runtime/link.ts';
import { pass } from '../../src/runtime/model/network.ts';
import { Run } from '../../src/runtime/training/run.ts';
import { tf } from '../../src/runtime/tf.ts';
import type { Rows } from '../../src/runtime/data/device-data.ts';
import { uploadInputs } from '../../src/runtime/data/device-data.ts';
import { catalogCases, parityCatalog } from './catalog-cases.ts';
import { chosenCases } from './chosen-cases.ts';
import { casesOf, examples, isLargeExample, isQuickExample, takeBackend } from './documents.ts';
import { fileCases } from './file-cases.ts';
import { toKerasJson } from './keras-json.ts';
import { encode } from './numbers.ts';
import { randomGraphs } from './random-graphs.ts';
import type { Numbers } from './numbers.ts';
import { randomNumbers } from './random-numbers.ts';
import type { RandomNumbers } from './random-numbers.ts';
import { isSaturated, targetShape } from './record.ts';

const OUT = join(import.meta.dirname, 'files');
const SCRIPTS = join(import.meta.dirname, 'scripts');
/** Before the file is written, and after. */
const [BEFORE, AFTER] = [4, 3];
/** Of these the weights are compared after the further steps too. */
const isDrawn = (name: string): boolean => name.startsWith('random/');
const ROWS = 32;

interface FileStep {
  readonly features: Numbers;
  readonly targets: Numbers;
  readonly loss: number;
  readonly random: RandomNumbers;
}

/** What Keras needs to do the same with the file. */
interface FileCase {
  readonly name: string;
  /** Why there is no file. */
  readonly refused?: string;
  /** The layer whose values before its activation the loss was computed from, where Keras would cut probabilities off. */
  readonly cutOff: string | null;
  /** Raw examples, and what the network answers to them. */
  readonly features: Numbers;
  readonly answers: Numbers;
  readonly weights: Readonly<Record<string, Numbers>>;
  /** What Keras should call its figures beside the loss. */
  readonly metrics: readonly string[];
  readonly step: number;
  readonly steps: readonly FileStep[];
  /** The weights after those steps, where they are compared. */
  readonly last: Readonly<Record<string, Numbers>> | null;
}

async function recordFile(
  name: string,
  program: Program,
  file: string,
): Promise<FileCase | { name: string; refused: string }> {
  const run = await Run.prepare(link(program, parityCatalog));
  const advance = async () => {
    run.advance();
    await run.settle();
    const loss = run.lastLoss;
    if (run.epochComplete) await run.endEpoch();
    return loss;
  };
  for (let i = 0; i < BEFORE; i++) await advance();
  const { weights, slots, step } = await run.checkpoint();
  const written = await writeKeras(program, {
    catalog: parityCatalog,
    trained: { weights, optimizer: { slots, step, learningRate: run.learningRate.at(step) } },
    date: new Date('2026-01-01'),
  });
  if (!written.ok) return { name, refused: written.error.map(inWords).join(' ') };
  writeFileSync(file, written.value);

  const data = await dataOf(program, parityCatalog);
  const raw = data.splits.train.features.subarray(0, ROWS * sizeOf(program.data.info.shape));
  const answers = answersTo(run, program, raw, data.fitted);
  const batches: { features: Numbers; targets: Numbers }[] = [];
  let saturated = false;
  const { objective } = run;
  const rawOf = rawRows(program, data);
  const evaluate = objective.evaluate.bind(objective);
  objective.evaluate = (network, rows, forward) => {
    if (forward.options.training) batches.push(rawOf(rows));
    const evaluated = evaluate(network, rows, forward);
    saturated ||= isSaturated(objective.prediction(evaluated.output));
    return evaluated;
  };
  const losses: number[] = [];
  // Examples that are changed before each epoch are not those of the data, and a file has no words for how.
  const isChanged = [...data.fitted.values()].flat().some(({ definition }) => definition.augment !== undefined);
  for (let i = 0; i < (isChanged ? 0 : AFTER); i++) losses.push(await advance());
  const recorded: FileCase = {
    name,
    cutOff: saturated ? (program.loss.fused?.layer ?? null) : null,
    features: encode([ROWS, ...program.data.info.shape], raw),
    answers,
    weights: Object.fromEntries([...Object.entries(encoded(run, weights)), ...stepWeights(program, data)]),
    metrics: metricsForKeras(program, parityCatalog).map((each) => each.name),
    step,
    steps: losses.map((loss, i) => {
      const batch = must(batches[i], `batch ${i}`);
      return { ...batch, loss, random: randomNumbers(run.linked, step + i, batch.targets.shape[0] ?? 0) };
    }),
    last: isDrawn(name) && !isChanged ? encoded(run, (await run.checkpoint()).weights) : null,
  };
  run.dispose();
  return recorded;
}

const encoded = ({ network }: Run, weights: ReadonlyMap<string, Float32Array>): Record<string, Numbers> =>
  Object.fromEntries(network.weights.map(({ key, plan }) => [key, encode(plan.shape, must(weights.get(key), key))]));

/** The script, with few epochs, as `export --epochs` writes it; a type that Keras lacks has none. */
async function writeScript(name: string, program: Program): Promise<void> {
  const stem = name.replaceAll(/[^A-Za-z0-9]+/g, '-');
  const options = {
    catalog: parityCatalog,
    stem,
    dataParallel: isQuickExample(name),
    date: new Date('2026-01-01'),
  };
  const written = await writePython({ ...program, epochs: isLargeExample(name) ? 1 : 2 }, options);
  if (!written.ok) return;
  writeFileSync(join(SCRIPTS, `${stem}.py`), written.value.script);
  writeFileSync(join(SCRIPTS, `${stem}.npz`), written.value.data);
}

type Data = Awaited<ReturnType<typeof dataOf>>;

/** The numbers of layers that stand for preprocessing. */
function stepWeights(program: Program, { fitted }: Data): readonly (readonly [string, Numbers])[] {
  const file = modelForKeras(program, fitted, parityCatalog);
  if (!file.ok) throw new Error(file.error.map(inWords).join(' '));
  return [...file.value.stepWeights].flatMap(([layer, numbers]) =>
    numbers.map(({ name, shape, values }) => [`${layer}/${name}`, encode(shape, values)] as const),
  );
}

function answersTo(run: Run, program: Program, raw: Float32Array, fitted: Data['fitted']): Numbers {
  const inputs = program.inputs.map(({ name }) => {
    const steps = must(fitted.get(name), name);
    return [name, steps.reduce((rows, each) => each.apply(rows), raw)] as const;
  });
  const tensors = uploadInputs(program, Object.fromEntries(inputs), ROWS);
  const output = tf.tidy(() => tf.clone(run.network.forward(tensors, pass({ training: false }))));
  const answers = encode(output.shape, Float32Array.from(output.dataSync()));
  tf.dispose([output, ...Object.values(tensors)]);
  return answers;
}

/** The raw examples behind the rows of a batch, which come through the preprocessing. */
function rawRows(program: Program, { splits, fitted }: Data) {
  const [input] = program.inputs;
  const { name, shape } = must(input, 'an input');
  const width = sizeOf(program.data.info.shape);
  const { features } = splits.train;
  const seen = must(fitted.get(name), name).reduce((rows, each) => each.apply(rows), features);
  const size = sizeOf(shape);
  const keyAt = (values: Float32Array, row: number) => values.subarray(row * size, (row + 1) * size).join();
  const places = new Map(Array.from({ length: splits.train.count }, (_, row) => [keyAt(seen, row), row]));
  return (rows: Rows) => {
    const given = Float32Array.from(must(rows.inputs[name], name).dataSync());
    const raw = new Float32Array(rows.count * width);
    for (let i = 0; i < rows.count; i++) {
      const row = must(places.get(keyAt(given, i)), 'the example of a row');
      raw.set(features.subarray(row * width, (row + 1) * width), i * width);
    }
    return {
      features: encode([rows.count, ...program.data.info.shape], raw),
      targets: encode(targetShape(program, rows.count), Float32Array.from(rows.targets.dataSync())),
    };
  };
}

const [wanted = ''] = process.argv.slice(2);
for (const folder of [OUT, SCRIPTS]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
const cases = [...examples(), ...randomGraphs(parityCatalog), ...catalogCases(), ...chosenCases(), ...fileCases()]
  .flatMap((document) => casesOf(document))
  .filter(({ name }) => name.includes(wanted));
for (const [i, { name, program }] of cases.entries()) {
  await takeBackend(name);
  const stem = join(OUT, String(i).padStart(4, '0'));
  writeFileSync(`${stem}.json`, toKerasJson(await recordFile(name, program, `${stem}.keras`)));
  if (!name.includes('=')) await writeScript(name, program);
}
// Arguments that a script has to give, by class.
const classes = parityCatalog.all.flatMap(({ type, keras }) =>
  keras === undefined
    ? []
    : [{ module: keras.module, name: keras.className ?? type, positional: keras.positional ?? [] }],
);
writeFileSync(join(OUT, '..', 'classes.json'), JSON.stringify(classes));
process.stdout.write(`${cases.length} files written\n`);
