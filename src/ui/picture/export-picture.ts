/* Writes a picture of the graph that opens as the graph again. */
import { count } from '../../base/format.ts';
import { graphMetadata, pngWithGraph } from '../../interop/picture-graph.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import { download, fileName } from '../persistence/download.ts';
import { documentStore } from '../stores/document.ts';
import { announce } from '../stores/view-state.ts';
import { graphPicture } from './graph-picture.ts';
import { fontsInside, pngOf } from './raster.ts';
import { svgOf } from './svg.ts';

export type PictureForm = 'svg' | 'png';

/** From here on a picture takes seconds, and says how far it is. */
const MANY = 200;

export const progressWords = (done: number, all: number): string =>
  done < all
    ? `Drawing the picture: ${count(done)} of ${count(all)} nodes.`
    : 'Drawing the picture: all nodes are drawn, and it is being written.';

export async function exportPicture(form: PictureForm): Promise<void> {
  const { document, whole } = documentStore.getState();
  if (document.nodes.length === 0) {
    announce('There is nothing to draw yet: add a node first.', 'warning');
    return;
  }
  const graph = serializeDocument(whole);
  const all = document.nodes.length;
  const tell = (done: number) => {
    if (all > MANY) announce(progressWords(done, all), 'info');
  };
  tell(0);
  const picture = await graphPicture(tell);
  const name = fileName(document.name).replace(/json$/, form);
  if (form === 'svg') {
    download(new TextEncoder().encode(svgOf(picture, { metadata: await graphMetadata(graph) }).text), name);
    announce(`Saved as ${name}. It opens as a graph again.`, 'info');
    return;
  }
  const { bytes, remark } = await pngOf(svgOf(picture, { styles: await fontsInside() }));
  download(await pngWithGraph(bytes, graph), name);
  announce(`Saved as ${name}. It opens as a graph again.${remark}`, 'info');
}
