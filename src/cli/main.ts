/** `edgewise`: the same core as the editor, for Node. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { errorMessage } from '../base/invariant.ts';
import { count } from '../base/format.ts';
import { shorten } from '../base/text.ts';
import { paramMeta } from '../catalog/params.ts';
import { train as trainNode } from '../catalog/training/train.ts';
import { BACKENDS } from '../protocol/backends.ts';
import { STEP_MODES } from '../protocol/step-mode.ts';
import { Failure } from './failure.ts';
import { FORMS } from './forms.ts';
import { warn, watchOutput } from './print.ts';

/** A whole number within limits, in decimal digits. */
function whole(least: number, most = Number.MAX_SAFE_INTEGER) {
  return (text: string): number => {
    const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${count(most)}`;
    throw new InvalidArgumentError(`Found “${shorten(text)}”, expected a whole number ${range}.`);
  };
}

/** As many as a Train node takes. */
const { epochs } = trainNode.params;
const mostEpochs = epochs === undefined ? undefined : paramMeta(epochs).max;

const json = () => new Option('--json', 'print one JSON object per line');
const backend = () =>
  new Option('--backend <name>', 'backend to use instead of the first that works').choices(BACKENDS);
const seed = () => new Option('--seed <n>', "use this seed instead of the file's").argParser(whole(0));

/** A command that is loaded when it is asked for: to check a graph takes no tfjs, which takes longer to load than to check. */
const late =
  <A extends unknown[]>(load: () => Promise<(...args: A) => void | Promise<void>>) =>
  async (...args: A): Promise<void> =>
    (await load())(...args);

const program = new Command('edgewise')
  .description('Check, describe, train and measure Edgewise graph files.')
  // Bad usage ends with 2, bad input with 1.
  .exitOverride()
  .configureOutput({ writeErr: (text) => warn(text.trimEnd()) });

program
  .command('check <file>')
  .description('what the compiler says about a graph')
  .addOption(json())
  .action(late(async () => (await import('./commands/check.ts')).check));
program
  .command('describe <file>')
  .description('the layer table: shapes, parameters, multiply-adds, bytes')
  .addOption(json())
  .action(late(async () => (await import('./commands/describe.ts')).describe));
program
  .command('diff <before> <after>')
  .description('what differs between two graphs: nodes, params, labels, wires, places')
  .addOption(json())
  .action(late(async () => (await import('./commands/diff.ts')).diff));
program
  .command('train <file>')
  .description('train a graph')
  .addOption(json())
  .addOption(backend())
  .addOption(new Option('--epochs <n>', 'epochs instead of those of the Train node').argParser(whole(1, mostEpochs)))
  .addOption(seed())
  .option(
    '--weights <out>',
    'write the trained weights to this file (safetensors); Ctrl-C keeps those of the best epoch so far',
  )
  .option(
    '--from <file>',
    'go on from the weights and the optimizer in this file, as `--weights` and `import` write it',
  )
  .addOption(
    new Option(
      '--steps <mode>',
      'fast: recorded and replayed (as usual); exact: replayed bit for bit as TensorFlow.js computes; eager: not recorded',
    ).choices(STEP_MODES),
  )
  .action(late(async () => (await import('./commands/train.ts')).train));
program
  .command('sweep <file>')
  .description('train a graph with several values of a param, or several types in the place of a node, and compare')
  .addOption(
    new Option(
      '--param <node.param=values>',
      'what to try: d1.units=8,16,32, opt.learning_rate=1e-4..1e-1:7, opt.type=*; repeated, every combination is tried',
    )
      .argParser((text: string, before: readonly string[] | undefined) => [...(before ?? []), text])
      .makeOptionMandatory(),
  )
  .option('--program <id>', 'the Train node, where a graph has several')
  .addOption(json())
  .addOption(backend())
  .addOption(new Option('--epochs <n>', 'epochs instead of those of the Train node').argParser(whole(1, mostEpochs)))
  .addOption(seed())
  .action(late(async () => (await import('./commands/sweep.ts')).sweep));
program
  .command('probe <file>')
  .description('statistics of every wire, at the first weights or after some epochs')
  .addOption(json())
  .addOption(backend())
  .addOption(new Option('--after <epochs>', 'train for this many epochs first').argParser(whole(0, mostEpochs)))
  .addOption(seed())
  .action(late(async () => (await import('./commands/probe.ts')).probe));
program
  .command('export <file>')
  .description('write a graph for another program: Keras, a Python script, TensorFlow.js, or the schema of graph files')
  .addOption(new Option('--to <form>', 'what to write').choices(FORMS).makeOptionMandatory())
  .requiredOption('-o, --output <out>', 'the file to write; data and weights that need files of their own go beside it')
  .option('--weights <file>', 'trained weights, as `train --weights` writes them (keras and tfjs)')
  .option('--program <id>', 'the Train node, where a graph has several')
  .addOption(new Option('--epochs <n>', 'epochs instead of those of the Train node').argParser(whole(1, mostEpochs)))
  .option('--data-parallel', 'spread the batches over all devices (python)')
  .addOption(json())
  .action(late(async () => (await import('./commands/export.ts')).exportGraph));
program
  .command('import <file...>')
  .description(
    'make a graph of a model (a .keras archive, or a model.json with its files of weights) or of a table (CSV)',
  )
  .requiredOption('-o, --output <out>', 'the graph file to write')
  .option('--weights <out>', 'write the weights of the model to this file (safetensors)')
  .option('--target <column>', 'the column of the table to learn, instead of the likeliest')
  .addOption(json())
  .action(late(async () => (await import('./commands/import.ts')).importFiles));
program
  .command('catalog')
  .description('every node type with its ports, params and documentation')
  .addOption(json())
  .action(late(async () => (await import('./commands/catalog.ts')).listCatalog));

watchOutput();
try {
  await program.parseAsync();
} catch (thrown) {
  if (thrown instanceof Failure) {
    if (thrown.message !== '') warn(thrown.message);
    process.exitCode = 1;
  } else if (thrown instanceof CommanderError) {
    // commander has already said what was wrong; asking for help is no mistake.
    process.exitCode = thrown.exitCode === 0 ? 0 : 2;
  } else {
    warn(`Something went wrong inside Edgewise: ${errorMessage(thrown)}. Please report it.`);
    process.exitCode = 1;
  }
}
