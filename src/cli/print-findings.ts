/** What the rules find in a run, as lines. */
import type { Finding } from '../diagnosis/index.ts';
import { plainMinus } from '../base/format.ts';
import { shorten } from '../base/text.ts';
import { print, printJson } from './print.ts';

export function printFindings(program: string, findings: readonly Finding[], json: boolean): void {
  for (const finding of findings) {
    if (json) printJson(asLine(program, finding));
    else print(asText(finding));
  }
}

function asLine(program: string, { rule, severity, node, wire, evidence, advice, fixes }: Finding) {
  const fix = fixes[0]?.label ?? advice;
  return {
    type: 'finding',
    program,
    rule,
    severity,
    node,
    wire,
    evidence: plainMinus(evidence),
    advice: plainMinus(advice),
    fix: plainMinus(fix),
  };
}

function asText({ rule, severity, node, evidence, advice, fixes }: Finding): string {
  const [fix] = fixes;
  const ways = fix === undefined ? advice : `${advice} For example: ${lowerFirst(fix.label)}.`;
  return plainMinus(`${severity}  ${shorten(node)}: ${evidence} ${ways}  [${rule}]`);
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
