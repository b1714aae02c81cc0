/** How long the card is busy with each dispatch: every one gets a pass of its own, with a clock before and behind. */

export interface DispatchTime {
  readonly label: string;
  readonly groups: readonly number[];
  readonly us: number;
}

/** The dispatches that are given to the device while `work` runs, in order; empty where the card has no clock. */
export async function passTimes(device: GPUDevice, work: () => Promise<unknown>): Promise<readonly DispatchTime[]> {
  if (!device.features.has('timestamp-query')) return [];
  const set = device.createQuerySet({ type: 'timestamp', count: MOST * 2 });
  const told: Omit<DispatchTime, 'us'>[] = [];
  const { beginComputePass } = GPUCommandEncoder.prototype;
  GPUCommandEncoder.prototype.beginComputePass = function timed() {
    let pipeline: GPUComputePipeline | undefined;
    let group: GPUBindGroup | null = null;
    return {
      setPipeline(given: GPUComputePipeline) {
        pipeline = given;
      },
      setBindGroup(_index: number, given: GPUBindGroup) {
        group = given;
      },
      dispatchWorkgroups: (...groups: [number, number?, number?]) => {
        const at = told.length * 2;
        const timestampWrites = { querySet: set, beginningOfPassWriteIndex: at, endOfPassWriteIndex: at + 1 };
        const pass = beginComputePass.call(this, at < MOST * 2 ? { timestampWrites } : {});
        if (pipeline !== undefined) pass.setPipeline(pipeline);
        pass.setBindGroup(0, group);
        pass.dispatchWorkgroups(...groups);
        pass.end();
        told.push({ label: pipeline?.label ?? '', groups: groups.map(Number) });
      },
      end() {
        pipeline = undefined;
      },
    } as unknown as GPUComputePassEncoder;
  };
  try {
    await work();
  } finally {
    GPUCommandEncoder.prototype.beginComputePass = beginComputePass;
  }
  const times = await read(device, set, Math.min(MOST, told.length));
  set.destroy();
  return told.slice(0, MOST).map((each, i) => ({ ...each, us: times[i] ?? Number.NaN }));
}

/** A query set holds no more than 4,096. */
const MOST = 2048;

async function read(device: GPUDevice, set: GPUQuerySet, count: number): Promise<readonly number[]> {
  const size = count * 16;
  const resolved = device.createBuffer({ size, usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC });
  const mapped = device.createBuffer({ size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  const encoder = device.createCommandEncoder();
  encoder.resolveQuerySet(set, 0, count * 2, resolved, 0);
  encoder.copyBufferToBuffer(resolved, 0, mapped, 0, size);
  device.queue.submit([encoder.finish()]);
  await mapped.mapAsync(GPUMapMode.READ);
  const ticks = new BigUint64Array(mapped.getMappedRange().slice(0));
  resolved.destroy();
  mapped.destroy();
  return Array.from({ length: count }, (_x, i) => Number((ticks[2 * i + 1] ?? 0n) - (ticks[2 * i] ?? 0n)) / 1000);
}
