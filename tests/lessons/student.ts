/* Goes through a lesson in Node as a student does on the page: Do it, Train to the end, and look at the claim. */
import { catalog } from '../../src/catalog/index.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Program } from '../../src/compiler/types.ts';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import { isWireFigure } from '../../src/graph/lesson-fields.ts';
import { readLesson, type LessonStep } from '../../src/graph/lesson.ts';
import type { GraphDocument } from '../../src/graph/types.ts';
import { wires } from '../../src/runtime/instruments/wires.ts';
import { claimNow, type ClaimNow } from '../../src/ui/lessons/claim-now.ts';
import { isDone } from '../../src/ui/lessons/lessons.ts';
import { applyEvent, type RunFacts } from '../../src/ui/stores/run-events.ts';
import { runStore } from '../../src/ui/stores/run.ts';
import { factsOf } from '../../src/ui/stores/side-runs.ts';
import { fingerprint } from '../../src/ui/stores/staleness.ts';
import { readOnce } from '../support/prepared.ts';
import { record } from '../support/training.ts';

export interface Seen {
  readonly step: LessonStep;
  /** What its button changes is so after it was pressed. */
  readonly done: boolean;
  /** Absent where the step claims nothing. */
  readonly claim?: ClaimNow;
}

/** What a student sees at each step. Only the runs that a claim is about are really made. */
export async function goThrough(document: GraphDocument): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  const runs = new Map<string, Promise<RunFacts>>();
  let graph = document;
  let trained = false;
  for (const step of readLesson(document).steps) {
    const before = programsOf(graph).map(fingerprint).join('\n');
    graph = changed(graph, step);
    // What was changed is measured at its first weights.
    if (programsOf(graph).map(fingerprint).join('\n') !== before) trained = false;
    if (step.train) trained = true;
    const { claim } = step;
    const compiled = compile(graph, catalog);
    const belongs =
      claim !== undefined && isWireFigure(claim.figure)
        ? compiled.edges.get(claim.of ?? '')?.programs
        : [claim?.of ?? compiled.programs[0]?.id];
    const program = compiled.programs.find(({ id }) => belongs?.includes(id));
    const done = isDone(step.change, graph);
    if (claim === undefined || program === undefined) {
      seen.push({ step, done, ...(claim !== undefined && { claim: { value: undefined, holds: false } }) });
      continue;
    }
    const key = `${trained} ${fingerprint(program)}`;
    const run = runs.get(key) ?? factsAfter(program, trained);
    runs.set(key, run);
    seen.push({ step, done, claim: claimNow(claim, step.train, compiled, { ...(await run), side: [] }) });
  }
  return seen;
}

const programsOf = (graph: GraphDocument): readonly Program[] => compile(graph, catalog).programs;

function changed(graph: GraphDocument, { title, change }: LessonStep): GraphDocument {
  const commands = change.map(({ node, params }) => ({ type: 'setParams', node, params }) as const);
  const result = applyCommand(graph, { type: 'batch', label: title, commands });
  if (!result.ok) throw new Error(`${title}: ${result.error.message}`);
  return result.value.document;
}

/** What the page would know of a run: at its first weights, or when it has ended. */
async function factsAfter(program: Program, trained: boolean): Promise<RunFacts> {
  const recorder = record(program, 'wasm');
  const { trainer, events } = recorder;
  await trainer.prepare();
  if (trained) {
    trainer.command({ type: 'start' });
    await trainer.settled();
  }
  const arrival = { run: 'lesson', program: program.id, at: 0 };
  let facts: RunFacts = { ...factsOf(runStore.getState()), run: 'lesson', program: program.id };
  for (const event of events) facts = { ...facts, ...applyEvent(facts, event, arrival) };
  const run = trainer.current;
  const value = run === undefined ? undefined : await readOnce(wires, run, true);
  if (run !== undefined && value !== undefined) {
    const reading = { type: 'reading', instrument: 'wires', value, step: run.step, epoch: run.epoch } as const;
    facts = { ...facts, ...applyEvent(facts, reading, arrival) };
  }
  await trainer.dispose();
  return facts;
}
