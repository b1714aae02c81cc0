/*
 * Several trainers in one place take turns: what one does must not mix with the kernels of another, while steps
 * are recorded least of all. Those that train keep abreast: who is an epoch ahead of another waits for it, however
 * much faster it is.
 */

/** One of those who take turns. */
export interface Player {
  /** Epochs trained, with the part of the one under way. */
  readonly progress: () => number;
}

/** Epochs that one may be ahead of another. */
const MOST_AHEAD = 1;

export class Turns {
  private playing: Player | undefined;
  private waiting: readonly { readonly player: Player; readonly go: () => void }[] = [];
  /** Those that train, also while they wait for something else than their turn. */
  private readonly training = new Set<Player>();

  /** Resolves when it is this one's turn, which lasts until it is given up. */
  take(player: Player): Promise<void> {
    return new Promise((go) => {
      this.waiting = [...this.waiting, { player, go }];
      this.pass();
    });
  }

  /** Gives the turn up. */
  give(player: Player): void {
    if (this.playing !== player) return;
    this.playing = undefined;
    this.pass();
  }

  /** Training begins: from now on those that train keep abreast of this one. */
  enter(player: Player): void {
    this.training.add(player);
  }

  /** Training rests or is over: nobody waits for this one any more. */
  leave(player: Player): void {
    this.training.delete(player);
    this.pass();
  }

  /** The turn goes to whoever waits and has come least far, unless that one has to wait for another. */
  private pass(): void {
    if (this.playing !== undefined) return;
    const ready = this.waiting.filter(({ player }) => !this.isAhead(player));
    const next = ready.toSorted((a, b) => a.player.progress() - b.player.progress())[0];
    if (next === undefined) return;
    this.waiting = this.waiting.filter((each) => each !== next);
    this.playing = next.player;
    next.go();
  }

  private isAhead(player: Player): boolean {
    if (!this.training.has(player)) return false;
    const limit = player.progress() - MOST_AHEAD;
    return [...this.training].some((other) => other !== player && other.progress() <= limit);
  }
}

/** One trainer's place among those who take turns. */
export class Turn {
  private readonly player: Player;

  constructor(
    private readonly turns: Turns,
    progress: Player['progress'],
  ) {
    this.player = { progress };
  }

  /** Does all of a task while it is this one's turn; resting gives others theirs. */
  async during(work: () => Promise<void>): Promise<void> {
    await this.turns.take(this.player);
    try {
      await work();
    } finally {
      this.turns.give(this.player);
    }
  }

  /** Trains at the side of others that train. */
  async abreast(training: () => Promise<void>): Promise<void> {
    this.turns.enter(this.player);
    try {
      await training();
    } finally {
      this.turns.leave(this.player);
    }
  }

  /** Lets others have their turn while this one waits for something else. */
  async outside(wait: () => Promise<void>): Promise<void> {
    this.turns.give(this.player);
    await wait();
    await this.turns.take(this.player);
  }
}
