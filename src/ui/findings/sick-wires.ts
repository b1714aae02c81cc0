/** Wires that are dead, fading, stuck or exploding, each told once at the layer it comes from. */
import { tensorKey } from '../../compiler/types.ts';
import type { Diagnostic, EdgePlan, Fix } from '../../compiler/types.ts';
import { lowerRateFix, replaceActivationFix } from '../../compiler/fixes/for-findings.ts';
import { strongestOf, wireHealth } from '../../protocol/health.ts';
import type { HealthLevel } from '../../protocol/health.ts';
import type { Finding, FindingContext } from './finding.ts';

/** What is worth a line among the problems; the rest is told at the wire. */
const TOLD: Partial<
  Record<HealthLevel, { readonly severity: 'warning' | 'hint'; readonly lowerRate?: true; readonly lively?: true }>
> = {
  exploding: { severity: 'warning', lowerRate: true },
  dead: { severity: 'warning', lowerRate: true, lively: true },
  dying: { severity: 'hint', lowerRate: true, lively: true },
  vanishing: { severity: 'hint' },
  silent: { severity: 'hint' },
  saturated: { severity: 'hint' },
};

export const sickWires: Finding = (context) => {
  const { compilation, program, wires } = context;
  if (wires === undefined) return [];
  const strongest = strongestOf(Object.values(wires.tensors));
  const seen = new Set<string>();
  return [...compilation.edges.values()].flatMap((plan): Diagnostic[] => {
    const { carries } = plan;
    if (carries.what !== 'activation' || !plan.programs.includes(program.id)) return [];
    const key = tensorKey(carries.tensor);
    const reading = wires.tensors[key];
    if (reading === undefined || seen.has(key)) return [];
    seen.add(key);
    const isOutput = key === tensorKey(program.output);
    const health = wireHealth(reading, { isOutput, strongestGradient: strongest });
    const told = TOLD[health.level];
    if (told === undefined) return [];
    return [
      {
        severity: told.severity,
        code: `wire-${health.level}`,
        node: carries.tensor.layer,
        edge: plan.edge,
        message: `The wire ${inWords(plan)} is ${health.label === 'not a number' ? 'no longer a number' : told.severity === 'hint' && health.level === 'vanishing' ? 'reached by next to no gradient' : health.label}.`,
        hint: health.explanation,
        fixes: fixesOf(context, carries.tensor.layer, told),
      },
    ];
  });
};

const inWords = ({ edge }: EdgePlan): string => edge.replace('->', ' → ');

function fixesOf(
  { document, catalog, program }: FindingContext,
  layer: string,
  { lowerRate, lively }: { readonly lowerRate?: true; readonly lively?: true },
): readonly Fix[] {
  return [
    lively && replaceActivationFix(document, catalog, layer),
    lowerRate && lowerRateFix(document, catalog, program.id),
  ].filter((fix) => fix !== undefined);
}
