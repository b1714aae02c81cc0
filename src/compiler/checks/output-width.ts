/** The network must answer with as many values as the targets have. */
import { classCount, learnedBy, mixesSequences, outputIsLayer } from '../program/draft.ts';
import { plural } from '../../base/format.ts';
import { setWidth } from '../fixes/widths.ts';
import { nameOf } from '../graph.ts';
import type { Check } from './check.ts';

export const outputWidth: Check = ({ facts, draft }) => {
  const { loss, data, outputShape, answers: width } = draft;
  const output = outputIsLayer(draft);
  if (loss === undefined || data === undefined || output === undefined || width === undefined) return [];
  if (mixesSequences(draft)) return [];
  const perStep = loss.definition.perStep === true;
  const found = outputShape?.length === (perStep ? 2 : 1) ? outputShape.at(-1) : undefined;
  const classes = classCount(data.info);
  // Values under a loss for classes: the loss itself is wrong, and `target-kind` says so.
  if (found === undefined || found === width || (classes === 0 && learnedBy(loss.definition) === 'classes')) return [];
  // Two classes also fit in one column, if the loss writes them so.
  const widths = loss.definition.encoding(classes, 1) === 'binary' && classes === 2 ? [1, width] : [width];
  const expected =
    classes > 0
      ? `${data.node.id} has ${plural(classes, 'class', 'classes')}`
      : perStep
        ? `${data.node.id} has ${plural(data.info.target.names.length, 'label')} and a blank comes between them`
        : `${data.node.id} has ${plural(width, 'value')} to predict`;
  return [
    {
      severity: 'error',
      code: 'output-width',
      node: output.id,
      message: `The network gives ${plural(found, 'value')} per ${perStep ? 'step' : 'example'}, but ${expected}: ${nameOf(loss)} expects ${widths.join(' or ')}.`,
      hint: 'The last layer needs one output for each of them.',
      fixes: widths.flatMap((each) => setWidth(output, each, facts)),
    },
  ];
};
