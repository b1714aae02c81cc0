import { bytes as formatBytes } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';
import { formatShape } from '../../base/shape.ts';
import { mainShape, readsOf } from '../../compiler/program/print-program.ts';
import { print, printJson, table } from '../print.ts';
import { programsOf, readGraph } from '../read.ts';

/** Prints the layer table of each program: shapes, parameters, multiply-adds, bytes. */
export function describe(file: string, { json }: { json?: boolean }): void {
  for (const program of programsOf(file, readGraph(file))) {
    if (json === true) {
      for (const layer of program.layers) {
        const { node, type, parameters, multiplyAdds, bytes } = layer;
        printJson({
          type: 'layer',
          program: program.id,
          name: node,
          class: type,
          inputs: readsOf(layer),
          shape: mainShape(layer),
          parameters,
          multiplyAdds,
          bytes,
        });
      }
      printJson({ type: 'done', program: program.id, ...program.cost });
      continue;
    }
    print(
      `${shorten(program.name, 80)} (${program.id}): ${program.data.info.title}, ${program.data.info.samples} examples`,
    );
    print(
      table(
        ['layer', 'type', 'from', 'shape', 'parameters', 'multiply-adds', 'memory'],
        program.layers.map((layer) => [
          layer.node,
          layer.type,
          readsOf(layer).join(', '),
          formatShape(mainShape(layer)),
          layer.parameters,
          layer.multiplyAdds,
          formatBytes(layer.bytes),
        ]),
      ),
    );
    const { parameters, multiplyAdds, bytes } = program.cost;
    print(
      `${parameters.toLocaleString('en')} parameters, ${multiplyAdds.toLocaleString('en')} multiply-adds per example, about ${formatBytes(bytes)} while training\n`,
    );
  }
}
