/** What the compiler knows of a node: its output, its parameters weight by weight, its work and memory. */
import { bytes, count } from '../../../base/format.ts';
import { formatShape, sizeOf } from '../../../base/shape.ts';
import type { NodeFacts } from '../../../compiler/types.ts';
import { Fact, Facts } from '../parts/figures.tsx';
import { Section } from '../parts/section.tsx';

export function NodeFactList({ facts }: { facts: NodeFacts }) {
  const { outputShape, weights, parameters, multiplyAdds, bytes: memory, dataset } = facts;
  if (outputShape === undefined && weights.length === 0 && dataset === undefined) return null;
  // The weights inside of a block bear the names of its layers and stand there.
  const shown = new Set(weights.map(({ key }) => key.split('/')[0])).size > 1 ? [] : weights;
  return (
    <Section title="Facts">
      <Facts>
        {dataset !== undefined && <Fact name="examples" value={count(dataset.samples)} />}
        {dataset?.testRows !== undefined && <Fact part name="always for the test" value={count(dataset.testRows)} />}
        {dataset?.target.kind === 'classes' && <Fact name="classes" value={count(dataset.target.names.length)} />}
        {dataset?.target.kind === 'sequence' && <Fact name="labels" value={count(dataset.target.names.length)} />}
        {dataset?.target.kind === 'sequence' && (
          <Fact part name="of an example" value={`up to ${dataset.target.length}`} />
        )}
        {outputShape !== undefined && <Fact name="output per example" value={formatShape(outputShape)} />}
        {weights.length > 0 && <Fact name="parameters" value={count(parameters)} />}
        {shown.map((weight) => (
          <Fact
            key={weight.key}
            part
            name={weight.trainable ? weight.name : `${weight.name}, not trained`}
            value={
              weight.shape.length > 1
                ? `${formatShape(weight.shape)} = ${count(sizeOf(weight.shape))}`
                : count(sizeOf(weight.shape))
            }
          />
        ))}
        {multiplyAdds > 0 && <Fact name="multiply-adds per example" value={count(multiplyAdds)} />}
        {memory > 0 && <Fact name="memory" value={bytes(memory)} />}
      </Facts>
    </Section>
  );
}
