/* The page's sweep: what the dialog asks for is compiled, trained beside the open graph and shown among the runs. */
import { plural } from '../../base/format.ts';
import { catalog } from '../../catalog/index.ts';
import { compile } from '../../compiler/compile.ts';
import { nodesOfProgram } from '../../compiler/sweep/trained-by.ts';
import { TYPE, variantsOf } from '../../compiler/sweep/variants.ts';
import type { Axis } from '../../compiler/sweep/variants.ts';
import { createSession } from '../../session/page/client.ts';
import { documentStore } from '../stores/document.ts';
import { runStore } from '../stores/run.ts';
import { announce, viewStore } from '../stores/view-state.ts';
import { runsStore } from './runs-store.ts';
import { startSweep } from './sweep-runner.ts';
import type { Sweep } from './sweep-runner.ts';
import { sweepStore } from './sweep-store.ts';

let sweep: Sweep | undefined;

export const titleOf = ({ node, param }: Pick<Axis, 'node' | 'param'>): string =>
  param === TYPE ? `type of ${node}` : `${param} of ${node}`;

/** Trains the open graph with each of the values. False, with a spoken reason, where that cannot be. */
export function trySeveral(axis: Axis): boolean {
  const { whole: document, compilation } = documentStore.getState();
  const { program: selected, backendChoice, exact } = runStore.getState();
  const candidates = [...compilation.programs].toSorted(
    (a, b) => Number(b.id === selected) - Number(a.id === selected),
  );
  const program = candidates.find(({ id }) => nodesOfProgram(document, id).has(axis.node));
  if (sweepStore.getState().progress !== undefined) {
    announce('Values are being tried already. Stop that first, in Runs.', 'warning');
    return false;
  }
  if (program === undefined) {
    announce(
      `${axis.node} is not part of anything that can be trained, so its values would make no difference.`,
      'warning',
    );
    return false;
  }
  const variants = variantsOf(document, catalog, [axis]);
  if (!variants.ok) {
    announce(variants.error, 'warning');
    return false;
  }
  const compiled = variants.value.map((variant) => ({
    variant,
    program: compile(variant.document, catalog).programs.find(({ id }) => id === program.id),
  }));
  const trainable = compiled.flatMap((each) =>
    each.program === undefined ? [] : [{ variant: each.variant, program: each.program }],
  );
  const refused = compiled.filter((each) => each.program === undefined).map(({ variant }) => variant.label);
  if (trainable.length === 0) {
    announce('The graph cannot be trained with any of these values.', 'warning');
    return false;
  }
  if (refused.length > 0)
    announce(`Left out, because the graph cannot be trained with them: ${refused.join(', ')}.`, 'warning');
  const title = titleOf(axis);
  sweep = startSweep(
    {
      title,
      short: axis.param === TYPE ? '' : axis.param,
      variants: trainable,
      backend: backendChoice,
      ...(exact && { options: { steps: 'exact' } }),
    },
    {
      runs: runsStore,
      progress: sweepStore,
      create: createSession,
      onEnd: (made) => announce(`Tried ${plural(made.length, 'value')}: ${title}. They are in Runs.`, 'info'),
    },
  );
  const { panels, togglePanel, setDockTab } = viewStore.getState();
  if (!panels.dock) togglePanel('dock');
  setDockTab('runs');
  return true;
}

export const stopSweep = (): void => sweep?.stop();
