/** Watches the graphics device of a trainer and says whether what went wrong can be mended by a new one. */
import { forgetWebgpu, guardDevice } from '../webgpu/gpu-guard.ts';
import type { GpuGuard, GpuTrouble } from '../webgpu/gpu-guard.ts';

const MOST = 3;

export class Recovery {
  private guard: GpuGuard | undefined;
  private count = 0;

  /** Watches the device of the backend that is in use from now on. */
  watch(): void {
    this.guard?.release();
    this.guard = guardDevice();
  }

  /** The first trouble since the last call, if any. */
  take(): GpuTrouble | undefined {
    return this.guard?.take();
  }

  /** Whether a lost device may be replaced once more; counts. */
  mayRecover(): boolean {
    if (this.count >= MOST) return false;
    this.count++;
    return true;
  }

  /** Gives the lost device up, so that the next backend asks for a new one. */
  giveUpDevice(): void {
    this.release();
    forgetWebgpu();
  }

  /** A fresh start has all its tries again. */
  reset(): void {
    this.count = 0;
  }

  release(): void {
    this.guard?.release();
    this.guard = undefined;
  }
}
