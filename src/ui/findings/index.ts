/** Every finding, the gravest first. A new one is its file and its place here. */
import type { Diagnostic } from '../../compiler/types.ts';
import type { Finding, FindingContext } from './finding.ts';
import { notLearning } from './not-learning.ts';
import { scale } from './scale.ts';
import { sickWires } from './sick-wires.ts';
import { stoppedEarly } from './stopped-early.ts';

const FINDINGS: readonly Finding[] = [notLearning, sickWires, scale, stoppedEarly];

export const runFindings = (context: FindingContext): readonly Diagnostic[] =>
  FINDINGS.flatMap((finding) => finding(context));
