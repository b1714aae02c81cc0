import { defineNote } from '../define/index.ts';
import { integer, text } from '../params.ts';

export const note = defineNote({
  type: 'Note',
  category: 'Notes',
  summary: 'A piece of text on the canvas.',
  description:
    'Says something to whoever opens the graph: what it is for, what to try next, what to look at. It has no ports and changes nothing about the training.',
  keywords: ['comment', 'text', 'annotation'],
  inputs: [],
  outputs: [],
  params: {
    text: text('', { multiline: true, help: 'What the note says.' }),
    width: integer(220, { min: 160, max: 640, step: 20, help: 'How wide the note is, in pixels at 100 %.' }),
  },
  text: (params) => params.text,
  width: (params) => params.width,
});
