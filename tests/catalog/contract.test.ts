/*
 * What every type of the catalog promises, checked for all of them by role. A new type is covered the
 * moment its family's index exports it; nothing here names a type.
 */
import { makeAsset } from '../../src/assets/asset.ts';
import { assetReader } from '../../src/assets/reader.ts';
import { assetParam } from '../../src/catalog/own-data.ts';
import { file, folder, sample } from '../assets/sample.ts';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { nodeRandom, random } from '../../src/base/random.ts';
import { sizeOf } from '../../src/base/shape.ts';
import { activationFunction } from '../../src/catalog/activations/functions/index.ts';
import { createCatalog, defaultParams } from '../../src/catalog/catalog.ts';
import type {
  Category,
  DefinitionOf,
  NodeDefinition,
  Role,
  TargetEncoding,
  TargetForm,
  Tensor,
} from '../../src/catalog/define/index.ts';
import { CATEGORIES, LAYER_GROUPS, parseParams } from '../../src/catalog/define/index.ts';
import { GATE_KINDS } from '../../src/catalog/blocks/gate-kind.ts';
import { catalog } from '../../src/catalog/index.ts';
import { ACTIVITY_PORT, activationOf, portOfWeight, randomOf, weightsOf } from '../../src/catalog/layer-facts.ts';
import { paramDefault, paramMeta } from '../../src/catalog/params.ts';
import { isOpen, KIND_LABEL, PORT_KINDS, type PortKind, type PortSpec } from '../../src/catalog/ports.ts';
import { casesOf, EXAMPLES, fitting, variants, wirings } from './layers/cases.ts';
import { parted } from '../support/thorough.ts';
import { noise } from './layers/harness.ts';
import { hasTheRightGradients, leavesOutItsActivation, promises } from './layers/promises.ts';
import { ratesOf } from './optimizers/walk.ts';

const ofRole = <R extends Role>(role: R) =>
  catalog.all.filter((each): each is DefinitionOf<R> => each.role === role).map((each) => [each.type, each] as const);

/** The ports a role must have, by kind; parameter ports come on top. */
const MAIN_PORTS: Readonly<
  // Blocks are the documents' own, and each gate has the one port that the other has not.
  Record<Exclude<Role, 'block' | 'gate'>, { readonly inputs: readonly string[]; readonly outputs: readonly string[] }>
> = {
  dataset: { inputs: [], outputs: ['features:data', 'targets:targets'] },
  preprocessing: { inputs: ['inputs:data'], outputs: ['outputs:data'] },
  layer: { inputs: ['inputs:tensor'], outputs: ['outputs:tensor'] },
  initializer: { inputs: [], outputs: ['initializer:initializer'] },
  regularizer: { inputs: [], outputs: ['regularizer:regularizer'] },
  loss: { inputs: ['y_pred:tensor', 'y_true:targets'], outputs: ['loss:loss'] },
  metric: { inputs: [], outputs: ['metric:metric'] },
  constraint: { inputs: [], outputs: ['constraint:constraint'] },
  optimizer: { inputs: ['learning_rate:schedule'], outputs: ['optimizer:optimizer'] },
  schedule: { inputs: [], outputs: ['schedule:schedule'] },
  callback: { inputs: [], outputs: ['callback:callback'] },
  training: {
    inputs: ['callbacks:callback', 'loss:loss', 'metrics:metric', 'optimizer:optimizer'],
    outputs: ['model:model'],
  },
  view: { inputs: ['model:model'], outputs: [] },
  note: { inputs: [], outputs: [] },
};

/** Ports that parameterise a layer, and the role a default plugged into one must have. */
const PARAMETER_ROLE: Partial<Record<PortKind, Role>> = {
  initializer: 'initializer',
  regularizer: 'regularizer',
  constraint: 'constraint',
};

/** tfjs' own class of this name, with the function that makes one from its config. */
const tfjsClass = (type: string) => tf.serialization.SerializationMap.getMap().classNameMap[type];

const sentences = (text: string): number => text.match(/[.!?](?=\s|$)/g)?.length ?? 0;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('the catalog', () => {
  test('has something of every role', () => {
    for (const role of [...(Object.keys(MAIN_PORTS) as Role[]), 'gate' as const])
      expect(ofRole(role).length, role).toBeGreaterThan(0);
  });
  test('type names are unique, also when case is ignored', () => {
    const names = catalog.all.map((each) => each.type.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });
  test('holds definitions only, reachable by name', () => {
    for (const each of catalog.all) expect(catalog.get(each.type)).toBe(each);
  });
  test('what a type begins with are params of its own, other than the defaults', () => {
    const beginners = catalog.all.filter(({ beginsWith }) => beginsWith !== undefined);
    expect(beginners.length).toBeGreaterThan(0);
    for (const definition of beginners) {
      expect(parseParams(definition, definition.beginsWith).success, definition.type).toBe(true);
      for (const [name, value] of Object.entries(definition.beginsWith ?? {}))
        expect(value, `${definition.type} ${name}`).not.toEqual(defaultParams(definition)[name]);
    }
  });
  test('types of one category stand together, in the palette’s order', () => {
    const categories = catalog.all.map((each) => each.category);
    const starts = categories.filter((category, i) => category !== categories[i - 1]);
    expect(starts).toEqual([...CATEGORIES]);
  });
  test('within a category the types listed as first come first, in that order, and the others follow by name', () => {
    const at = (category: Category, type: string): NodeDefinition => ({
      ...catalog.expect('Note', 'note'),
      category,
      type,
    });
    const types = [at('Notes', 'B'), at('Notes', 'Z'), at('Data', 'D'), at('Notes', 'A'), at('Notes', 'C')];
    const { all } = createCatalog(types, ['C', 'B']);
    expect(all.map(({ type }) => type)).toEqual(['D', 'C', 'B', 'A', 'Z']);
  });
  test('what a folder lists as first is a type of it', () => {
    expect(catalog.first.filter((type) => catalog.get(type) === undefined)).toEqual([]);
    expect(new Set(catalog.first).size).toBe(catalog.first.length);
  });
  test('at most one type is the first choice of what gives a kind', () => {
    const kinds = catalog.all
      .filter(({ firstChoice }) => firstChoice === true)
      .flatMap(({ outputs }) => outputs.map(({ kind }) => kind));
    expect(kinds.toSorted()).toEqual(['initializer', 'optimizer', 'schedule']);
  });
  test('a layer that names its bias has such a switch and such a weight', () => {
    for (const [, definition] of ofRole('layer')) {
      const { bias, params } = definition;
      if (bias === undefined) continue;
      const at = (on: boolean) =>
        weightsOf(definition, { ...defaultParams(definition), [bias]: on }, { inputs: [[3]] }).length;
      expect(Object.keys(params)).toContain(bias);
      expect(at(true)).toBe(at(false) + 1);
    }
  });
});

describe.each(catalog.all.map((each) => [each.type, each] as const))('%s', (type, definition: NodeDefinition) => {
  test('is documented', () => {
    expect(type).toMatch(/^[A-Z][A-Za-z0-9]*$/);
    expect(CATEGORIES).toContain(definition.category);
    if (definition.role === 'layer' && definition.category === 'Layers')
      expect(LAYER_GROUPS).toContain(definition.group);
    expect(definition.summary).toMatch(/^\S.*[.!]$/);
    expect(definition.summary).not.toContain('\n');
    expect(definition.summary.length).toBeLessThanOrEqual(90);
    expect(sentences(definition.description)).toBeGreaterThanOrEqual(2);
    expect(definition.description).not.toBe(definition.summary);
    if (definition.formula !== undefined) expect(definition.formula).toMatch(/^\S[^\n]*\S$/);
    for (const keyword of definition.keywords ?? []) expect(keyword).toMatch(/^\S(.*\S)?$/);
  });

  test('says where Keras has it, if Keras has it', () => {
    // What has no Keras module is ours, so its name must not be one that tfjs took over from Keras.
    if (definition.keras === undefined) expect(tfjsClass(type)).toBeUndefined();
    else expect(definition.keras.module).toMatch(/^keras\.[a-z_.]+$/);
  });

  test('every param has help, fitting limits and a default that passes them', () => {
    for (const [name, schema] of Object.entries(definition.params)) {
      const meta = paramMeta(schema);
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(meta.help, name).toMatch(/^\S.*[.!)]$/);
      const initial = paramDefault(schema);
      expect(schema.safeParse(initial).success, `${name}: its own default`).toBe(true);
      if (initial === null) expect(meta.optional, name).toBe(true);
      if (meta.min !== undefined && meta.max !== undefined) expect(meta.min).toBeLessThan(meta.max);
      if (meta.control === 'choice') {
        const values = (meta.choices ?? []).map((each) => each.value);
        expect(new Set(values).size, name).toBe(values.length);
        expect(values).toContain(initial);
      }
      if (meta.when !== undefined) expect(Object.keys(definition.params)).toContain(meta.when.param);
    }
  });

  test('params survive a file, and nonsense is refused', () => {
    const initial = defaultParams(definition);
    expect(Object.keys(initial)).toEqual(Object.keys(definition.params));
    const reread = parseParams(definition, JSON.parse(JSON.stringify(initial)));
    expect(reread.success && reread.data).toEqual(initial);
    for (const name of Object.keys(definition.params))
      expect(parseParams(definition, { [name]: ['nonsense'] }).success, name).toBe(false);
  });

  test('the card names its own params, at most three', () => {
    const card = definition.card ?? [];
    expect(card.length).toBeLessThanOrEqual(3);
    expect(new Set(card).size).toBe(card.length);
    for (const name of card) expect(Object.keys(definition.params)).toContain(name);
  });

  test('ports are named once, explained, and those of its role', () => {
    for (const ports of [definition.inputs, definition.outputs]) {
      expect(new Set(ports.map((port) => port.name)).size).toBe(ports.length);
      for (const port of ports) {
        expect(port.name).toMatch(/^[a-z][a-z0-9_]*$/);
        expect(port.help, port.name).toMatch(/^\S.*[.!]$/);
        expect(PORT_KINDS).toContain(port.kind);
        if (port.when !== undefined) expect(typeof defaultParams(definition)[port.when], port.name).toBe('boolean');
        expect(KIND_LABEL[port.kind]).toBeDefined();
      }
    }
    // Beside its main ports a layer has those of its parameters, and a schedule may wrap another one.
    const main = (port: PortSpec) =>
      definition.role === 'layer'
        ? PARAMETER_ROLE[port.kind] === undefined
        : !(definition.role === 'schedule' && definition.inputs.includes(port) && port.kind === 'schedule');
    const listed = (ports: readonly PortSpec[]) =>
      ports
        .filter(main)
        .map((port) => `${port.name}:${port.kind}`)
        .toSorted();
    if (definition.role === 'gate' || definition.role === 'block') {
      const ports = [...definition.inputs, ...definition.outputs];
      expect(ports[0]?.kind).toBe('tensor');
      // Besides values, what shapes weights comes in: one of them at a time.
      for (const { kind, only } of ports.slice(1)) {
        expect(GATE_KINDS).toContain(kind);
        expect(only).toEqual({ param: 'kind', is: [kind], initially: false });
      }
      return;
    }
    const { inputs, outputs } = MAIN_PORTS[definition.role];
    if (definition.role === 'layer') {
      // A layer may have more inputs and outputs, all of them tensors; these come first and are always there.
      for (const [ports, [expected]] of [
        [definition.inputs, inputs],
        [definition.outputs, outputs],
      ] as const) {
        const [first] = ports;
        expect(`${first?.name}:${first?.kind}`).toBe(expected);
        expect(first?.when).toBeUndefined();
        expect(listed(ports).every((port) => port.endsWith(':tensor'))).toBe(true);
      }
      expect(definition.inputs[0]?.required).toBe(true);
    } else {
      expect(listed(definition.inputs)).toEqual(inputs);
      expect(listed(definition.outputs)).toEqual(outputs);
    }
  });

  test('parameter ports are named after Keras’ argument, and their defaults exist', () => {
    for (const port of definition.inputs) {
      const role = PARAMETER_ROLE[port.kind];
      if (role !== undefined) expect(port.name.endsWith(`_${port.kind}`), port.name).toBe(true);
      if (port.default !== undefined) expect(catalog.get(port.default)?.role, port.name).toBe(role);
    }
  });
});

// ---------------------------------------------------------------- layers

describe.each(ofRole('layer'))('layer %s', (_type, definition) => {
  const all = casesOf(definition);
  /** One case for each way to set and to wire the layer. */
  const distinct = variants(definition).flatMap((params) =>
    wirings(definition, params).flatMap((ports) => fitting(definition, params, ports).slice(0, 1)),
  );

  test('takes one of the shapes tried with every way to wire it, and explains a refusal', () => {
    const [initial = {}] = variants(definition);
    for (const ports of wirings(definition, initial))
      expect(fitting(definition, initial, ports).length, ports.map(({ name }) => name).join()).toBeGreaterThan(0);
    for (const params of variants(definition))
      for (const shape of EXAMPLES) {
        const result = definition.outputShape(params, { inputs: [shape, shape] });
        if (!result.ok) expect(result.error).toMatch(/\S.*found/);
      }
    // A single number per example may not throw.
    for (const inputs of [[[]], [[], []]] as const) {
      const result = definition.outputShape(initial, { inputs });
      if (!result.ok) expect(result.error.length).toBeGreaterThan(10);
    }
  });

  test('its figures are whole and finite', () => {
    for (const { params, shapes, outputs } of all) {
      for (const shape of Object.values(outputs)) expect(shape.every((n) => Number.isInteger(n) && n > 0)).toBe(true);
      const work = definition.multiplyAdds?.(params, shapes) ?? 0;
      expect(Number.isInteger(work) && work >= 0).toBe(true);
      const held = definition.working?.(params, shapes) ?? 0;
      expect(Number.isInteger(held) && held >= 0).toBe(true);
      // Every entry of a kernel is used at least once per example; names look a few rows up.
      const used = definition.refusesNames === undefined ? weightsOf(definition, params, shapes) : [];
      const kernels = used.filter((each) => each.shape.length >= 2);
      expect(work).toBeGreaterThanOrEqual(kernels.reduce((sum, each) => sum + sizeOf(each.shape), 0));
      const ends = activationOf(definition, params);
      // A name of Keras': one of the list, or that of the function which the layer itself is.
      const own = definition.keras?.called?.endsWith(`.${ends.name}`) === true;
      expect(own || activationFunction(ends.name) !== undefined, `activation ${ends.name}`).toBe(true);
      for (const { shape, distribution } of Object.values(randomOf(definition, params, shapes))) {
        expect(shape.every((n) => Number.isInteger(n) && n > 0)).toBe(true);
        expect(['uniform', 'normal']).toContain(distribution);
      }
    }
  });

  test('its weights fit its ports', () => {
    for (const { params, shapes } of all) {
      const weights = weightsOf(definition, params, shapes);
      expect(new Set(weights.map((each) => each.name)).size).toBe(weights.length);
      for (const { name, shape, filledBy } of weights) {
        expect(shape.every((n) => Number.isInteger(n) && n > 0)).toBe(true);
        const port = portOfWeight(definition, params, name, 'initializer');
        if (filledBy === undefined)
          expect(port, `${name} has a port for its initializer`).toMatchObject({ kind: 'initializer' });
        else expect(port, `${name} is filled by ${filledBy}, and by nothing else`).toBeUndefined();
        const initializer = catalog.expect(filledBy ?? port?.default ?? '', 'initializer');
        expect(initializer.refusesShape?.(defaultParams(initializer), shape)).toBeUndefined();
        for (const kind of ['regularizer', 'constraint'] as const)
          expect(portOfWeight(definition, params, name, kind)?.kind ?? kind).toBe(kind);
      }
    }
    // With every switch as Keras has it, no parameter port is without its weight.
    const first = all[0];
    if (first === undefined) return;
    const served = weightsOf(definition, first.params, first.shapes).flatMap(({ name }) =>
      (['initializer', 'regularizer', 'constraint'] as const).flatMap(
        (kind) => portOfWeight(definition, first.params, name, kind)?.name ?? [],
      ),
    );
    const offered = definition.inputs
      .filter((port) => PARAMETER_ROLE[port.kind] !== undefined && isOpen(port, first.params))
      // This one is about values, not weights.
      .filter(({ name }) => name !== ACTIVITY_PORT)
      .map((port) => port.name);
    expect([...new Set(served)].toSorted()).toEqual(offered.toSorted());
  });

  test.each(Object.entries(promises))('%s', (_promise, check) => all.forEach(check));

  // Two calls for each entry of the inputs: the first ways to set the layer stay in `npm test`, and every eighth other.
  for (const [options, some] of parted(distinct, (_at, i) => i < 3 || i % 8 === 0))
    test.runIf(some.length > 0)('the gradient of its inputs is that of finite differences', options, () =>
      some.forEach(hasTheRightGradients),
    );

  test('asked for logits, it leaves out just its activation', () => {
    // One that always ends with such a function is asked for its own.
    const isAsked = ({ params }: (typeof distinct)[number]) =>
      ['sigmoid', 'softmax'].includes(activationOf(definition, params).name);
    if (!('activation' in definition.params)) return distinct.filter(isAsked).forEach(leavesOutItsActivation);
    for (const at of distinct)
      for (const activation of ['sigmoid', 'softmax'])
        leavesOutItsActivation({ ...at, params: { ...at.params, activation } });
  });
});

// ---------------------------------------------------------------- parameters of layers

describe.each(ofRole('initializer'))('initializer %s', (_type, definition) => {
  const params = defaultParams(definition);

  test('fills the weights it does not refuse with finite float32 numbers', () => {
    let filled = 0;
    for (const shape of [[], [5], [4, 3], [3, 4], [3, 3, 2, 4]]) {
      if (definition.refusesShape?.(params, shape) !== undefined) continue;
      const values = definition.values(params, shape, random(1, 'contract'));
      expect(values).toBeInstanceOf(Float32Array);
      expect(values).toHaveLength(sizeOf(shape));
      expect(values.every(Number.isFinite)).toBe(true);
      filled++;
    }
    expect(filled).toBeGreaterThan(0);
  });

  test('depends on nothing but its generator', () => {
    const draw = () => definition.values(params, [4, 3], nodeRandom(5, 'n')('initial'));
    expect(draw()).toEqual(draw());
  });

  test('has a short line for its card', () => {
    expect(definition.spread(params)).toMatch(/\S/);
    expect(definition.spread(params).length).toBeLessThanOrEqual(40);
  });
});

test.each(ofRole('constraint'))(
  'constraint %s: keeps the shape, is idempotent and leaks nothing',
  (_type, definition) => {
    const params = defaultParams(definition);
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      for (const shape of [[5], [4, 3]]) {
        const once = definition.project(tf, params, noise(shape));
        const twice = definition.project(tf, params, once);
        expect(once.shape).toEqual(shape);
        const values = [...once.dataSync()];
        expect(values.every(Number.isFinite)).toBe(true);
        [...twice.dataSync()].forEach((value, i) => expect(value).toBeCloseTo(values[i] ?? NaN, 5));
      }
    });
    expect(tf.memory().numTensors).toBe(before);
  },
);

test.each(ofRole('regularizer'))(
  'regularizer %s: a scalar that is 0 for zeros and never negative, with a gradient',
  (_type, definition) => {
    const params = defaultParams(definition);
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const at = (weight: Tensor) => {
        const penalty = definition.penalty(tf, params, weight);
        expect(penalty.shape).toEqual([]);
        return penalty.dataSync()[0] ?? NaN;
      };
      expect(at(tf.zeros([4, 3]))).toBe(0);
      expect(at(noise([4, 3]))).toBeGreaterThanOrEqual(0);
      const slope = tf.grad((weight) => definition.penalty(tf, params, weight));
      expect(slope(noise([4, 3])).shape).toEqual([4, 3]);
      expect(
        slope(tf.zeros([4, 3]))
          .dataSync()
          .every((value) => value === 0),
      ).toBe(true);
    });
    expect(tf.memory().numTensors).toBe(before);
  },
);

// ---------------------------------------------------------------- training

describe.each(ofRole('loss'))('loss %s', (_type, definition) => {
  const params = defaultParams(definition);
  const encoding = definition.encoding(2, 2);
  const perStep = definition.perStep === true;

  test('is a finite scalar with a gradient for y_pred, and leaks nothing', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const oneHot = tf.tensor2d([
        [1, 0],
        [0, 1],
        [1, 0],
      ]);
      const yTrue = encoding === 'classes' || perStep ? tf.tensor2d([[0], [1], [1]]) : oneHot;
      const rows = tf.tensor2d([
        [0.7, 0.3],
        [0.4, 0.6],
        [0.2, 0.8],
      ]);
      const yPred = perStep ? tf.stack([rows, rows], 1) : rows;
      const loss = definition.call(tf, params, yTrue, yPred);
      expect(loss.shape).toEqual([]);
      expect(Number.isFinite(loss.dataSync()[0])).toBe(true);
      expect(loss.dataSync()[0]).not.toBe(0);
      const slope = tf.grad((pred) => definition.call(tf, params, yTrue, pred))(yPred);
      expect(slope.shape).toEqual(yPred.shape);
      expect(slope.dataSync().some((value) => value !== 0)).toBe(true);
      const onLogits = definition.callOnLogits;
      if (onLogits !== undefined) {
        const far = onLogits(tf, params, yTrue, tf.mul(tf.sub(yPred, 0.5), 2000));
        expect(Number.isFinite(far.dataSync()[0])).toBe(true);
      }
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('a fused loss can be computed from logits', () => {
    expect(definition.callOnLogits !== undefined).toBe(definition.wants?.fused === true);
  });

  test('its metrics are documented scalars', () => {
    for (const metric of definition.metrics(params, encoding)) {
      expect(metric.name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(metric.label).not.toBe('');
      expect(metric.help).toMatch(/\S.*[.!]$/);
      const value = tf.tidy(() => {
        const y = tf.tensor2d([
          [1, 0],
          [0, 1],
        ]);
        const truth = encoding === 'classes' || perStep ? tf.tensor2d([[0], [1]]) : y;
        const sums = metric.sums(tf, truth, perStep ? tf.stack([y, y], 1) : y);
        expect(sums.shape).toEqual([metric.size]);
        return metric.result(sums.dataSync());
      });
      expect(value).toBe(metric.better === 'higher' ? 1 : 0);
    }
  });
});

describe.each(ofRole('metric'))('metric %s', (_type, definition) => {
  const params = defaultParams(definition);
  const formOf = (encoding: TargetEncoding): TargetForm => ({
    encoding,
    classes: 3,
    width: encoding === 'binary' ? 1 : 3,
  });

  test('has a figure of Keras’ spelling, and reads some targets', () => {
    expect(definition.figure.name).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(definition.figure.label).not.toBe('');
    expect(definition.reads.length).toBeGreaterThan(0);
    expect(definition.keras === undefined).toBe(definition.alias !== undefined);
  });

  test.each(definition.reads.map((encoding) => [encoding]))('judges perfect answers best, on %s', (encoding) => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const columns =
        encoding === 'binary'
          ? [[1], [0], [1]]
          : [
              [1, 0, 0],
              [0, 1, 0],
              [0, 0, 1],
            ];
      const right = tf.tensor2d(columns);
      const yTrue = encoding === 'classes' ? tf.tensor2d([[0], [1], [2]]) : right;
      const { size, sums, result } = definition.measure(params, formOf(encoding));
      const found = sums(tf, yTrue, right);
      expect(found.shape).toEqual([size]);
      const figure = result(found.dataSync());
      if (encoding === 'binary' && definition.figure.name === 'f1_score') return;
      expect(figure).toBeCloseTo(definition.figure.better === 'higher' ? 1 : 0, 4);
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

test.each(ofRole('optimizer'))('optimizer %s: one step goes downhill and keeps the shapes', (_type, definition) => {
  const params = defaultParams(definition);
  const slotValues = definition.slots(params);
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const weight = noise([4, 3]);
    const slots = Object.fromEntries(
      Object.entries(slotValues).map(([name, value]) => [name, tf.mul(tf.ones([4, 3]), value)]),
    );
    const next = definition.update(tf, params, weight, weight, slots, ratesOf(definition, params, 0.01, 1));
    expect(next.weight.shape).toEqual([4, 3]);
    expect(Object.keys(next.slots).toSorted()).toEqual(Object.keys(slotValues).toSorted());
    for (const slot of Object.values(next.slots)) expect(slot.shape).toEqual([4, 3]);
    // The gradient of ½‖w‖² is w itself.
    const norm = (w: Tensor) => tf.norm(w).dataSync()[0] ?? NaN;
    expect(norm(next.weight)).toBeLessThan(norm(weight));
  });
  expect(tf.memory().numTensors).toBe(before);
});

test.each(ofRole('schedule'))(
  'schedule %s: a learning rate for every step of its horizon and beyond',
  (_type, definition) => {
    const params = defaultParams(definition);
    const horizon = definition.horizon(params);
    expect(Number.isFinite(horizon) && horizon > 0).toBe(true);
    for (let i = 0; i <= 20; i++) {
      const rate = definition.learningRate(params, Math.round((horizon * i) / 10));
      expect(Number.isFinite(rate) && rate >= 0, `step ${i}`).toBe(true);
    }
  },
);

test.each(ofRole('callback'))(
  'callback %s: starts afresh for every run and says what to restore',
  (_type, definition) => {
    const params = defaultParams(definition);
    const verdicts = () => {
      const run = definition.start(params);
      const logs = { loss: 1, val_loss: 1, accuracy: 0.5, val_accuracy: 0.5 };
      const found = [0, 1, 2].map((epoch) => run.epochEnd(epoch, logs, 0.01));
      return JSON.stringify([found, run.finish()]);
    };
    expect(verdicts()).toBe(verdicts());
  },
);

test.each(ofRole('training'))('training %s: plans at least one epoch and one example', (_type, definition) => {
  const plan = definition.plan(defaultParams(definition));
  expect(plan.epochs).toBeGreaterThan(0);
  expect(plan.batchSize).toBeGreaterThan(0);
});

// ---------------------------------------------------------------- data

const owned = { table: await makeAsset(sample, file), images: await makeAsset(folder, file) };

describe.each(ofRole('dataset'))('data set %s', (_type, definition) => {
  // Where the user's own data is named, a little of its kind.
  const name = assetParam(definition);
  const named = name === undefined ? undefined : definition.params[name];
  const own = owned[(named && paramMeta(named).of) ?? 'table'];
  const params = { ...defaultParams(definition), ...(name !== undefined && { [name]: own.hash }) };
  const assets = new Map([[own.hash, { ok: true as const, value: own.info }]]);

  test('what it loads is what it describes, the same every time', async () => {
    const info = definition.describe(params, assets);
    const load = () => definition.load(params, nodeRandom(1, 'data'), assetReader([own]));
    const { features, targets } = await load();
    expect(info.featureNames).toHaveLength(sizeOf(info.shape));
    expect(features).toHaveLength(info.samples * sizeOf(info.shape));
    expect(targets).toHaveLength(info.samples * (info.target.kind === 'classes' ? 1 : info.target.names.length));
    expect(features.every(Number.isFinite)).toBe(true);
    expect(await load()).toEqual({ features, targets });
  });

  test('says what it lacks before anybody has chosen it, in words', () => {
    const fault = definition.lacks?.(defaultParams(definition));
    expect(definition.lacks?.(params, assets)).toBeUndefined();
    expect(fault === undefined).toBe(name === undefined);
    if (fault === undefined) return;
    expect(Object.keys(definition.params)).toContain(fault.param);
    expect(fault.hint).toMatch(/^[A-Z].*\.$/);
  });

  test('leaves examples to train on', () => {
    const { validation, test: held } = definition.split(params);
    expect(validation).toBeGreaterThanOrEqual(0);
    expect(held).toBeGreaterThanOrEqual(0);
    expect(validation + held).toBeLessThan(1);
  });
});

describe.each(ofRole('preprocessing'))('preprocessing %s', (_type, definition) => {
  const params = defaultParams(definition);
  /** The first shape that it takes, with 48 numbers of very different size. */
  const given = [[4], [2], [2, 2]].find((shape) => definition.outputShape(params, shape).ok) ?? [];
  const width = sizeOf(given);
  const rows = Float32Array.from({ length: 48 }, (_, i) => Math.sin(i) * (i % width === 0 ? 1 : 100));
  const outputShape = definition.outputShape(params, given);
  const outputs = outputShape.ok ? sizeOf(outputShape.value) : 0;

  test('is fitted on some rows and keeps the promised shape', () => {
    const before = rows.slice();
    const state = definition.fit(params, rows, width);
    const result = definition.apply(params, state, rows, width);
    expect(outputs).toBeGreaterThan(0);
    expect(result.length).toBe((48 / width) * outputs);
    expect(result.every(Number.isFinite)).toBe(true);
    expect(rows).toEqual(before);
    expect(definition.apply(params, state, new Float32Array(), width)).toHaveLength(0);
    expect(
      definition.columnNames?.(params, given.length === 1 ? ['a', 'b', 'c', 'd'].slice(0, width) : []) ?? [],
    ).toSatisfy((names: readonly string[]) => names.length === 0 || names.length === outputs);
  });

  test('makes of a row what it makes of it among others: held-out rows cannot help each other', () => {
    const state = definition.fit(params, rows, width);
    const together = definition.apply(params, state, rows, width);
    const alone = Array.from({ length: 48 / width }, (_, row) => [
      ...definition.apply(params, state, rows.slice(row * width, (row + 1) * width), width),
    ]);
    expect([...together]).toEqual(alone.flat());
  });

  test('can be fitted on a single row, on equal rows and on none', () => {
    for (const train of [rows.slice(0, width), new Float32Array(3 * width).fill(7), new Float32Array()]) {
      const result = definition.apply(params, definition.fit(params, train, width), rows, width);
      expect(result.every(Number.isFinite)).toBe(true);
    }
  });

  test('says what it measures, or that it measures nothing, and what becomes of held-out examples', () => {
    const measures = Object.keys(definition.fit(params, rows, width)).length > 0;
    expect(definition.description).toMatch(measures ? /on the training examples only/ : /Nothing is measured here/);
    expect(definition.description).toMatch(/held-out ones|validation and test/);
  });

  test('goes out as layers of Keras, as lines of NumPy, or both', () => {
    const state = definition.fit(params, rows, width);
    const layers = definition.asLayers?.(params, state, given);
    const code = definition.inNumpy?.(params, given);
    expect(layers !== undefined || code !== undefined).toBe(true);
    for (const { className } of layers ?? []) expect(catalog.get(className)?.role).toBe('layer');
    expect(code?.lines.at(-1) ?? 'return').toMatch(/^return/);
  });
});

test.each(ofRole('note'))('note %s: gives its text', (_type, definition) => {
  expect(typeof definition.text(defaultParams(definition))).toBe('string');
});
