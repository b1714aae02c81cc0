import { afterEach, beforeEach, expect, test } from 'vitest';
import { Recovery } from '../../../src/runtime/training/recovery.ts';
import { tf } from '../../../src/runtime/tf.ts';

/** Stands for a graphics device: hands on what is reported to it, and can be lost. */
class Device extends EventTarget {
  readonly lost: Promise<{ readonly message: string; readonly reason: string }>;
  lose: (message: string) => void = () => undefined;
  /** Who listens. */
  readonly listeners = new Set<unknown>();

  override addEventListener(...given: Parameters<EventTarget['addEventListener']>): void {
    this.listeners.add(given[1]);
    super.addEventListener(...given);
  }

  override removeEventListener(...given: Parameters<EventTarget['removeEventListener']>): void {
    this.listeners.delete(given[1]);
    super.removeEventListener(...given);
  }

  constructor() {
    super();
    this.lost = new Promise((resolve) => {
      this.lose = (message) => resolve({ message, reason: 'unknown' });
    });
  }

  report(message: string): void {
    this.dispatchEvent(Object.assign(new Event('uncapturederror'), { error: { message } }));
  }
}

class Backend extends tf.KernelBackend {
  readonly device = new Device();
  override dispose(): void {}
}

type Factory = ReturnType<typeof tf.findBackendFactory>;

/** None is found where nothing has loaded it. */
const find = (): Factory | null => tf.findBackendFactory('webgpu');

const registered = find();
let made: Backend[] = [];

const remove = async (): Promise<void> => {
  await tf.setBackend('cpu');
  if (find() !== null) tf.removeBackend('webgpu');
};

/** A backend of this name computes from now on. */
async function start(): Promise<Device> {
  await tf.setBackend('webgpu');
  const { device } = tf.backend() as Backend;
  return device;
}

beforeEach(async () => {
  await remove();
  made = [];
  tf.registerBackend(
    'webgpu',
    () => {
      const backend = new Backend();
      made.push(backend);
      return backend;
    },
    3,
  );
});
afterEach(async () => {
  await remove();
  // Other test files share this tfjs.
  if (registered !== null) tf.registerBackend('webgpu', registered, 3);
});

test('the first trouble of the device is told once', async () => {
  const device = await start();
  const recovery = new Recovery();
  recovery.watch();
  expect(recovery.take()).toBeUndefined();
  device.report('Buffer size exceeds the limit');
  device.report('and another');
  expect(recovery.take()).toEqual({ kind: 'error', message: 'Buffer size exceeds the limit' });
  expect(recovery.take()).toBeUndefined();
  recovery.release();
});

test('a device that was lost says so, whatever it said before', async () => {
  const device = await start();
  const recovery = new Recovery();
  recovery.watch();
  device.report('Buffer size exceeds the limit');
  device.lose('gone');
  await device.lost;
  expect(recovery.take()).toEqual({ kind: 'lost', message: 'gone' });
  recovery.release();
});

test('nothing is told before it is watched, after it was released, and on other backends', async () => {
  const device = await start();
  const recovery = new Recovery();
  device.report('unheard');
  expect(recovery.take()).toBeUndefined();
  recovery.watch();
  recovery.release();
  expect(device.listeners.size).toBe(0);
  device.report('unheard');
  expect(recovery.take()).toBeUndefined();
  await tf.setBackend('cpu');
  recovery.watch();
  device.report('unheard');
  expect(recovery.take()).toBeUndefined();
});

test('watching anew forgets what the device before has said', async () => {
  const device = await start();
  const recovery = new Recovery();
  recovery.watch();
  device.report('old');
  recovery.watch();
  expect(device.listeners.size).toBe(1);
  expect(recovery.take()).toBeUndefined();
  device.report('new');
  expect(recovery.take()).toMatchObject({ message: 'new' });
  recovery.release();
});

test('a device that is given up is watched no more, and the next start asks for another', async () => {
  const device = await start();
  const recovery = new Recovery();
  recovery.watch();
  await tf.setBackend('cpu');
  recovery.giveUpDevice();
  device.report('unheard');
  expect(recovery.take()).toBeUndefined();
  const next = await start();
  expect(next).not.toBe(device);
  expect(made).toHaveLength(2);
});

test('a device may be replaced three times, and after a fresh start three times again', () => {
  const recovery = new Recovery();
  const tries = () => [1, 2, 3, 4, 5].map(() => recovery.mayRecover());
  expect(tries()).toEqual([true, true, true, false, false]);
  recovery.reset();
  expect(tries()).toEqual([true, true, true, false, false]);
});
