/** Every check, in the order in which their findings are listed at one node. */
import type { Diagnostic } from '../types.ts';
import { batchOfOne } from './batch-of-one.ts';
import { batchSize } from './batch-size.ts';
import { beforeTraining } from './before-training.ts';
import { biasBeforeNormalisation } from './bias-before-normalisation.ts';
import { boundedOutput } from './bounded-output.ts';
import type { Check, CheckContext } from './check.ts';
import { dataSource } from './data-source.ts';
import { equalStart } from './equal-start.ts';
import { linearStack } from './linear-stack.ts';
import { metricTargets } from './metric-targets.ts';
import { monitoredFigure } from './monitored-figure.ts';
import { normalisesOneValue } from './normalises-one-value.ts';
import { nothingToTrain } from './nothing-to-train.ts';
import { outputRank } from './output-rank.ts';
import { outputSteps } from './output-steps.ts';
import { outputWidth } from './output-width.ts';
import { positiveOutput } from './positive-output.ts';
import { probabilities } from './probabilities.ts';
import { scheduleLength } from './schedule-length.ts';
import { softmaxOfOne } from './softmax-of-one.ts';
import { targetKind } from './target-kind.ts';

export { checkGraph } from './graph-checks.ts';
export { lessonSteps as checkLesson } from './lesson-steps.ts';

/** What can be said as soon as a loss knows its network and its data. */
const ANSWER_CHECKS: readonly Check[] = [
  outputRank,
  outputSteps,
  outputWidth,
  targetKind,
  probabilities,
  softmaxOfOne,
  boundedOutput,
  positiveOutput,
];

const CHECKS: readonly Check[] = [
  dataSource,
  nothingToTrain,
  beforeTraining,
  ...ANSWER_CHECKS,
  metricTargets,
  monitoredFigure,
  batchSize,
  batchOfOne,
  normalisesOneValue,
  scheduleLength,
  biasBeforeNormalisation,
  linearStack,
  equalStart,
];

export const checkProgram = (context: CheckContext): readonly Diagnostic[] => CHECKS.flatMap((check) => check(context));

/** Of a loss that no training reads yet: what is only being built is warned of, and stops nothing. */
export const checkAnswer = (context: CheckContext): readonly Diagnostic[] =>
  ANSWER_CHECKS.flatMap((check) => check(context)).map((each) =>
    each.severity === 'error' ? { ...each, severity: 'warning' } : each,
  );
