/** A wire that carries the answers: which classes or values there are, and a look at the data. */
import { plural } from '../../../base/format.ts';
import type { Carried } from '../../../compiler/types.ts';
import { NodePicture } from '../../pictures/index.tsx';
import { Section } from '../parts/section.tsx';
import { Text } from '../parts/words.tsx';

type Carries = Extract<Carried, { readonly what: 'targets' }>;

export function TargetsWire({ carries }: { readonly carries: Carries }) {
  const { kind, names } = carries.info;
  return (
    <>
      <Section title={kind === 'classes' ? plural(names.length, 'class', 'classes') : plural(names.length, 'value')}>
        <Text>{names.join(', ')}</Text>
      </Section>
      <NodePicture nodeId={carries.source} size="panel" />
    </>
  );
}
