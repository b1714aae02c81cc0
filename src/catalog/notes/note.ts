import { defineNote } from '../define/index.ts';
import { text } from '../params.ts';

export const note = defineNote({
  type: 'Note',
  category: 'Notes',
  rank: 10,
  summary: 'A piece of text on the canvas.',
  description:
    'Says something to whoever opens the graph: what it is for, what to try next, what to look at. It has no ports and changes nothing about the training.',
  keywords: ['comment', 'text', 'annotation'],
  inputs: [],
  outputs: [],
  params: { text: text('', { multiline: true, help: 'What the note says.' }) },
  text: (params) => params.text,
});
