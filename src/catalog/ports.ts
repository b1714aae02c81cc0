/** What flows over a wire. A wire connects two ports of the same kind; `data` may also flow into `tensor`. */
export const PORT_KINDS = [
  'data',
  'targets',
  'tensor',
  'initializer',
  'regularizer',
  'constraint',
  'schedule',
  'optimizer',
  'loss',
  'metric',
  'callback',
  'model',
] as const;
export type PortKind = (typeof PORT_KINDS)[number];

export interface PortSpec {
  readonly name: string;
  readonly kind: PortKind;
  /** One line in plain words. */
  readonly help: string;
  /** An input that must be wired before the graph can train. */
  readonly required?: boolean;
  /** An input that takes any number of wires, in the order of the edges in the file. */
  readonly many?: boolean;
  /** For a parameter port: the catalog type used while nothing is plugged in, as in Keras. */
  readonly default?: string;
  /** Keras' argument, where it takes the tensors of several ports as one list, in the order of the ports. */
  readonly argument?: string;
  /** The port exists only while this param of its node is on, e.g. `state` while `return_state`. */
  readonly when?: string;
  /**
   * The port exists only while this choice of its node has one of these values, e.g. `gamma_initializer` while
   * the `layer` that is wrapped normalises; `initially` while nothing is chosen.
   */
  readonly only?: { readonly param: string; readonly is: readonly string[]; readonly initially: boolean };
}

/** Whether a port exists with these params. */
export const isOpen = (port: PortSpec, params: { readonly [name: string]: unknown } | undefined): boolean =>
  (port.when === undefined || params?.[port.when] === true) && isChosen(port, params);

function isChosen({ only }: PortSpec, params: { readonly [name: string]: unknown } | undefined): boolean {
  if (only === undefined) return true;
  const chosen = params?.[only.param];
  return typeof chosen === 'string' ? only.is.includes(chosen) : only.initially;
}

export interface Opener {
  readonly param: string;
  readonly value: string | true;
}

/** What would have to be set for a closed port to open, all of it. */
export function openers(port: PortSpec, params: { readonly [name: string]: unknown }): readonly Opener[] {
  const { only, when } = port;
  const [choice] = only?.is ?? [];
  return [
    ...(only !== undefined && choice !== undefined && !isChosen(port, params)
      ? [{ param: only.param, value: choice }]
      : []),
    ...(when !== undefined && params[when] !== true ? [{ param: when, value: true } as const] : []),
  ];
}

/** Where a port sits on its node: tensors flow left to right, parameters plug in from below. */
export type PortSide = 'left' | 'right' | 'bottom' | 'top';

const PARAMETER_KINDS: ReadonlySet<PortKind> = new Set([
  'initializer',
  'regularizer',
  'constraint',
  'optimizer',
  'metric',
  'callback',
]);

/**
 * Parameters hang under what they serve: their inputs are on the lower edge and their outputs on the upper.
 * A schedule stands beside its optimizer, whose lower edge would otherwise need a third storey.
 */
export function portSide(direction: 'input' | 'output', kind: PortKind): PortSide {
  if (PARAMETER_KINDS.has(kind)) return direction === 'input' ? 'bottom' : 'top';
  return direction === 'input' ? 'left' : 'right';
}

/** Whether it says how a node works and belongs to that node, instead of flowing on through it. */
export const servesNode = (kind: PortKind): boolean => PARAMETER_KINDS.has(kind) || kind === 'schedule';

/** Plain-words name of each kind, for refusals and tooltips. */
export const KIND_LABEL: Readonly<Record<PortKind, string>> = {
  data: 'a data set',
  targets: 'targets (the answers to learn)',
  tensor: 'a tensor (the numbers flowing through the network)',
  initializer: 'an initializer (how weights start)',
  regularizer: 'a regularizer (a penalty on weights)',
  constraint: 'a constraint (a rule that weights must keep)',
  schedule: 'a learning-rate schedule',
  optimizer: 'an optimizer',
  loss: 'a loss',
  metric: 'a metric (a figure that is measured beside the loss)',
  callback: 'a callback',
  model: 'a model',
};

export const kindFits = (from: PortKind, to: PortKind): boolean => from === to || (from === 'data' && to === 'tensor');
