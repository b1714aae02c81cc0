/*
 * Reads a file that comes with the program: from the server on the page and in workers, from the disk in
 * Node. The files are not built into the code, which would load a third more for every one of them.
 */

/** The file's bytes, unpacked if it is packed with gzip. Rejects with the reason, in a few words. */
export async function assetBytes(url: URL): Promise<Uint8Array> {
  const bytes = url.protocol === 'file:' ? await fromDisk(url) : await fromServer(url);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? unpacked(bytes) : bytes;
}

/** Named at run time, so that no bundler looks for it on behalf of the page. */
const fromDisk = async (url: URL): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await process.getBuiltinModule('node:fs/promises').readFile(url));

async function fromServer(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  try {
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new Error('it is cut off or damaged');
  }
}
