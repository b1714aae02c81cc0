/*
 * The trainer's states and how commands move between them. One task runs at a time; a command that
 * arrives meanwhile becomes a wish, which the task sees between two steps.
 */
import type { TrainerCommand } from '../../protocol/commands.ts';
import type { TrainerState } from '../../protocol/events.ts';
import type { Pace } from '../../protocol/pace.ts';

/** How far a task goes before it pauses by itself. */
export type Goal = 'batch' | 'epoch' | 'end';
export type Wish = 'pause' | 'stop' | 'reset';

/** What the machine can have done. Each is a task of its own. */
export interface Tasks {
  /** Trains up to the goal, after a reset where the last training is over. */
  train(goal: Goal, afresh: boolean): Promise<void>;
  stop(): Promise<void>;
  reset(): Promise<void>;
  setLearningRate(value: number): void;
  setPace(pace: Pace): void;
}

export class Machine {
  private current: TrainerState = 'idle';
  private wish: Wish | undefined;
  private task: Promise<void> | undefined;
  /** A start that came while another task was under way. */
  private queued: Goal | undefined;
  private closed = false;

  constructor(
    private readonly tasks: Tasks,
    /** Runs a task and never rejects: whatever goes wrong has become a fault. */
    private readonly supervise: (work: () => Promise<unknown>) => Promise<void>,
    private readonly tell: (state: TrainerState) => void,
  ) {}

  get state(): TrainerState {
    return this.current;
  }

  set(state: TrainerState): void {
    this.current = state;
    this.tell(state);
    this.tellWhetherWaiting();
  }

  /** Obeys as soon as possible; a command that makes no sense in the present state is ignored. */
  command(command: TrainerCommand): void {
    switch (command.type) {
      case 'start':
        return this.begin('end');
      case 'stepBatch':
        return this.begin('batch');
      case 'stepEpoch':
        return this.begin('epoch');
      case 'pause':
        if (this.busy && !this.takeBack()) this.wish ??= 'pause';
        return;
      case 'stop':
        this.takeBack();
        if (this.busy) this.wish = 'stop';
        else if (this.current === 'paused') this.launch(() => this.tasks.stop());
        return;
      case 'reset':
        this.takeBack();
        if (this.busy) this.wish = 'reset';
        else this.launch(() => this.tasks.reset());
        return;
      case 'setLearningRate':
        return this.tasks.setLearningRate(command.value);
      case 'setPace':
        return this.tasks.setPace(command.pace);
      default:
        command satisfies never;
    }
  }

  get busy(): boolean {
    return this.task !== undefined;
  }

  /** Something else is wanted than what goes on. */
  get wanted(): boolean {
    return this.wish !== undefined || this.queued !== undefined || this.closed;
  }

  /** What the user wants by now; asking takes the wish. */
  takeWish(): Wish | undefined {
    const { wish } = this;
    this.wish = undefined;
    return wish;
  }

  launch(work: () => Promise<unknown>): void {
    this.wish = undefined;
    this.task = this.supervise(work).finally(() => {
      this.task = undefined;
      const { queued } = this;
      this.queued = undefined;
      if (queued !== undefined && !this.closed && this.current !== 'failed') this.begin(queued);
    });
  }

  /** Resolves when nothing is going on any more. */
  async settled(): Promise<void> {
    while (this.task !== undefined) await this.task;
  }

  /** Ends whatever is going on; nothing starts after it. */
  async close(): Promise<void> {
    this.closed = true;
    this.wish = 'stop';
    await this.settled();
  }

  get isClosed(): boolean {
    return this.closed;
  }

  private begin(goal: Goal): void {
    if (!this.busy) {
      const afresh = this.current === 'finished' || this.current === 'failed';
      return this.launch(() => this.tasks.train(goal, afresh));
    }
    // While running, start takes back a wish to pause that was not yet seen; otherwise it waits its turn.
    if (this.current === 'running') {
      if (goal === 'end' && this.wish === 'pause') this.wish = undefined;
      return;
    }
    this.queued = goal;
    this.tellWhetherWaiting();
  }

  /** Whoever asked to train sees that it was heard, however long the first values on the wires take. */
  private tellWhetherWaiting(): void {
    if (this.queued !== undefined && this.current === 'idle') this.tell('preparing');
  }

  /** A start that waits is not wanted any more; whether there was one. */
  private takeBack(): boolean {
    if (this.queued === undefined) return false;
    this.queued = undefined;
    this.tell(this.current);
    return true;
  }
}
