/** Everything that the rules find in a run, the gravest first. */
import type { Finding, View } from './finding.ts';
import * as rules from './rules/index.ts';

export type { EpochFigures, Finding, Moment, View } from './finding.ts';

export const RULES = Object.values(rules);

export function diagnose(view: View): readonly Finding[] {
  const found = new Map(RULES.map((rule) => [rule, rule.find(view)] as const));
  const speaking = new Set(RULES.filter((rule) => (found.get(rule) ?? []).length > 0).map(({ id }) => id));
  const all = RULES.filter(({ follows = [] }) => !follows.some((id) => speaking.has(id))).flatMap((rule) =>
    (found.get(rule) ?? []).map((each): Finding => ({ rule: rule.id, title: rule.title, ...each })),
  );
  const grave = (severity: Finding['severity']) => all.filter((each) => each.severity === severity);
  return [...grave('warning'), ...grave('hint')];
}
