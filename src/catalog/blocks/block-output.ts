import { defineGate } from '../define/index.ts';

export const blockOutput = defineGate({
  type: 'BlockOutput',
  category: 'Blocks',
  summary: 'Where a value leaves this block.',
  description:
    'Stands inside of a block and hands what is wired to it to the outside. Each BlockOutput is a port on the right of every node that stands for the block, called as this node. A block may have several.',
  keywords: ['port', 'exit', 'result', 'return'],
  inputs: [{ name: 'inputs', kind: 'tensor', required: true, help: 'What the block gives at this port.' }],
  outputs: [],
  params: {},
});
