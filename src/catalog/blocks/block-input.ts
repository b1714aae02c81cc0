import { defineGate } from '../define/index.ts';
import { choice } from '../params.ts';
import { GATE_KINDS, gateOutput, type GateKind } from './gate-kind.ts';

const HELP: Readonly<Record<GateKind, string>> = {
  tensor: 'The numbers that flow through the network.',
  initializer: 'How weights inside start. With nothing wired to it, as the layer has it.',
  regularizer: 'A penalty on weights inside. With nothing wired to it, as the layer has it.',
  constraint: 'A rule that weights inside keep. With nothing wired to it, as the layer has it.',
};

export const blockInput = defineGate({
  type: 'BlockInput',
  category: 'Blocks',
  summary: 'Where a value comes into this block.',
  description:
    'Stands inside of a block and gives what is wired to the block from outside. Each BlockInput is a port of every node that stands for the block, called as this node: on its left for values, below for what shapes the weights of a layer inside. A block may have several.',
  keywords: ['port', 'entry', 'argument', 'parameter'],
  inputs: [],
  outputs: GATE_KINDS.map((kind) => ({
    name: gateOutput(kind),
    kind,
    only: { param: 'kind', is: [kind], initially: kind === 'tensor' },
    help: 'What is wired to the block at this port.',
  })),
  params: {
    kind: choice<GateKind>(
      'tensor',
      GATE_KINDS.map((value) => ({ value, help: HELP[value] })),
      { help: 'What comes in here.' },
    ),
  },
});
