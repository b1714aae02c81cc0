/*
 * The trainer's states and how commands move between them. One task runs at a time; a command that
 * arrives meanwhile becomes a wish, which training sees between two steps. What no task has seen is done after it.
 */
import type { TrainerCommand } from '../../protocol/commands.ts';
import type { TrainerState } from '../../protocol/events.ts';
import type { Pace } from '../../protocol/pace.ts';

/** How far a task goes before it pauses by itself. */
export type Goal = 'batch' | 'epoch' | 'end';
export type Wish = 'pause' | 'stop' | 'reset';

/** Of two wishes the one that undoes more is obeyed, whichever came first. */
const STRENGTH: Readonly<Record<Wish, number>> = { pause: 0, stop: 1, reset: 2 };

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
  /** Where it rested last. */
  private rested: TrainerState | undefined;
  private wish: Wish | undefined;
  /** The wish that the task is obeying; it is open again where that breaks off. */
  private taken: Wish | undefined;
  private task: Promise<void> | undefined;
  /** How far the task trains, if it does. */
  private trains: Goal | undefined;
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
    if (state !== 'preparing' && state !== 'running') this.rested = state;
    // With that a reset is done; what is still measured is no part of it.
    if (state === 'idle' && this.taken === 'reset') [this.trains, this.taken] = [undefined, undefined];
    this.tell(state);
    this.tellWhetherWaiting();
  }

  /** Whether it rests at the end of training, or has to be put back there. */
  get isAtEnd(): boolean {
    return this.trains === undefined && this.rested === 'finished';
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
        this.takeBack();
        if (this.goal !== undefined && this.taken === undefined) this.want('pause');
        return;
      case 'stop':
      case 'reset':
        this.takeBack();
        this.want(command.type);
        if (!this.busy) this.goOn();
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
    this.taken = wish ?? this.taken;
    return wish;
  }

  /** Training is where it was to go, and only rests from here on. */
  reached(): void {
    this.taken ??= 'pause';
  }

  /** The task has to be taken up again: so has the wish that it was obeying. */
  wishAgain(): void {
    if (this.taken !== undefined) this.want(this.taken);
    this.taken = undefined;
  }

  launch(work: () => Promise<unknown>): void {
    this.undertake(work, {});
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

  /** How far the task under way trains; undefined if it does something else. */
  get goal(): Goal | undefined {
    return this.trains;
  }

  private undertake(work: () => Promise<unknown>, { trains, taken }: { trains?: Goal; taken?: Wish }): void {
    this.wish = undefined;
    [this.trains, this.taken] = [trains, taken];
    this.task = this.supervise(work).finally(() => {
      [this.task, this.trains, this.taken] = [undefined, undefined, undefined];
      this.goOn();
    });
  }

  /** Does what is still wanted once nothing goes on; a start that waits was asked for last. */
  private goOn(): void {
    if (this.closed) return;
    const { wish, queued } = this;
    this.wish = undefined;
    if (wish === 'reset' || (wish === 'stop' && this.current === 'paused')) {
      return this.undertake(() => this.tasks[wish](), { taken: wish });
    }
    this.queued = undefined;
    if (queued !== undefined && this.current !== 'failed') this.begin(queued);
  }

  private want(wish: Wish): void {
    if (this.wish === undefined || STRENGTH[wish] > STRENGTH[this.wish]) this.wish = wish;
  }

  private begin(goal: Goal): void {
    if (!this.busy) {
      const afresh = this.current === 'finished' || this.current === 'failed';
      return this.undertake(() => this.tasks.train(goal, afresh), { trains: goal });
    }
    // Who trains goes on, and a start takes back a wish to pause that was not yet seen; otherwise it waits its turn.
    if (this.goal !== undefined && this.taken === undefined) {
      if (this.wish === undefined) return;
      if (this.wish === 'pause' && this.goal === 'end' && goal === 'end') {
        this.wish = undefined;
        return;
      }
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
