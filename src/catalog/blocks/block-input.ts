import { defineGate } from '../define/index.ts';

export const blockInput = defineGate({
  type: 'BlockInput',
  category: 'Blocks',
  summary: 'Where a value comes into this block.',
  description:
    'Stands inside of a block and gives what is wired to the block from outside. Each BlockInput is a port on the left of every node that stands for the block, called as this node. A block may have several.',
  keywords: ['port', 'entry', 'argument'],
  inputs: [],
  outputs: [{ name: 'outputs', kind: 'tensor', help: 'What is wired to the block at this port.' }],
  params: {},
});
