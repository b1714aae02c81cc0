/** A wire that carries the answers: which classes or values there are, and a look at the data. */
import type { Carried } from '../../../compiler/types.ts';
import { targetsInWords } from '../../canvas/wires/wire-reading.ts';
import { NodePicture } from '../../pictures/index.tsx';
import { Section } from '../parts/section.tsx';
import { Text } from '../parts/words.tsx';

type Carries = Extract<Carried, { readonly what: 'targets' }>;

export function TargetsWire({ carries }: { readonly carries: Carries }) {
  return (
    <>
      <Section title={targetsInWords(carries.info)}>
        <Text>{carries.info.names.join(', ')}</Text>
      </Section>
      <NodePicture nodeId={carries.source} size="panel" />
    </>
  );
}
