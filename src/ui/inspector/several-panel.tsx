/** Several things are selected: how many, and what can be done with all of them. */
import { Button } from '@mantine/core';
import { plural } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';
import type { EdgeId, NodeId } from '../../graph/types.ts';
import { nodeById } from '../../graph/queries.ts';
import { useDocument } from '../stores/document.ts';
import { useView } from '../stores/view-state.ts';
import type { Arrangement } from '../canvas/arrangements.ts';
import { keyTextOf } from '../shell/keymap.ts';
import { nodeView } from '../stores/node-view.ts';
import type { DocumentState } from '../stores/types.ts';
import { ParamField } from './params/param-field.tsx';
import { sharedParams, type SharedParam } from './params/shared-params.ts';
import { Buttons } from './parts/blocks.tsx';
import { LinkButton } from './parts/link-button.tsx';
import { Text } from './parts/words.tsx';
import { Title } from './parts/title.tsx';
import { Fact, Facts } from './parts/figures.tsx';
import { Section } from './parts/section.tsx';

interface Props {
  readonly nodes: readonly NodeId[];
  readonly edges: readonly EdgeId[];
}

export function SeveralPanel({ nodes, edges }: Props) {
  const document = useDocument((state) => state.document);
  const known = useDocument((state) => state.compilation.nodes);
  const dispatch = useDocument((state) => state.dispatch);
  const select = useView((state) => state.select);
  const selected = nodes.flatMap((id) => nodeById(document, id) ?? []);
  const allMuted = selected.every((node) => node.muted === true);
  const parameters = nodes.reduce((sum, id) => sum + (known.get(id)?.parameters ?? 0), 0);
  const shared = useDocument((state) => sharedOf(state, nodes));
  const [first = '', ...others] = nodes;
  const remove = (heal: boolean) => {
    if (dispatch({ type: 'remove', nodes, edges, heal })) select([]);
  };
  const counts = [
    ...(nodes.length > 0 ? [plural(nodes.length, 'node')] : []),
    ...(edges.length > 0 ? [plural(edges.length, 'wire')] : []),
  ].join(' and ');
  return (
    <>
      <Title>
        <span data-node={nodes.join(' ')}>{counts} selected</span>
      </Title>
      <Buttons>
        {selected.length > 0 && (
          <Button onClick={() => dispatch({ type: 'setMuted', nodes, muted: !allMuted })}>
            {allMuted ? 'Stop bypassing' : 'Bypass'}
          </Button>
        )}
        {selected.length > 0 && (
          <Button title={keyTextOf('frame')} onClick={() => void frame(nodes)}>
            Frame
          </Button>
        )}
        <Button onClick={() => remove(false)}>Delete</Button>
        {selected.length > 0 && (
          <Button title="Joins what was before to what was behind" onClick={() => remove(true)}>
            Delete and reconnect
          </Button>
        )}
      </Buttons>
      {shared.length > 0 && (
        <Section title="Set together">
          {shared.map(({ name, ...param }) => (
            <ParamField key={`${nodes.join()} ${name}`} node={first} also={others} name={name} {...param} />
          ))}
        </Section>
      )}
      {selected.length > 1 && (
        <Section title="Arrange">
          <Buttons>
            {ARRANGEMENTS.map(({ how, label }) => (
              <Button key={how} onClick={() => void arrangeSelected(how)}>
                {label}
              </Button>
            ))}
          </Buttons>
        </Section>
      )}
      {selected.length > 0 && (
        <Section title="Selected">
          <Facts>
            {Object.entries(countByType(selected.map((node) => node.type))).map(([type, number]) => (
              <Fact key={type} name={shorten(type)} value={number} />
            ))}
            {parameters > 0 && <Fact name="parameters together" value={parameters.toLocaleString('en-US')} />}
          </Facts>
        </Section>
      )}
      {edges.length > 0 && <SelectedWires edges={edges} />}
    </>
  );
}

const MOST_WIRES = 20;

/** Which wires they are; each can be selected alone. */
function SelectedWires({ edges }: { readonly edges: readonly EdgeId[] }) {
  const select = useView((state) => state.select);
  const more = edges.length - MOST_WIRES;
  return (
    <Section title={edges.length === 1 ? 'Selected wire' : 'Selected wires'}>
      {edges.slice(0, MOST_WIRES).map((id) => (
        <div key={id}>
          <LinkButton onClick={() => select([], [id])}>{wireWords(id)}</LinkButton>
        </div>
      ))}
      {more > 0 && <Text>and {plural(more, 'more wire', 'more wires')}</Text>}
    </Section>
  );
}

/** `d1.outputs → relu1.inputs`. */
export const wireWords = (id: EdgeId): string => shorten(id.replace('->', ' → '), 140);

const ARRANGEMENTS: readonly { readonly how: Arrangement; readonly label: string }[] = [
  { how: 'left', label: 'Left' },
  { how: 'centre', label: 'Centre' },
  { how: 'right', label: 'Right' },
  { how: 'top', label: 'Top' },
  { how: 'middle', label: 'Middle' },
  { how: 'bottom', label: 'Bottom' },
  { how: 'across', label: 'Spread across' },
  { how: 'down', label: 'Spread down' },
];

const frame = async (nodes: readonly NodeId[]) => (await import('../canvas/frames/frame-actions.ts')).frameNodes(nodes);

const arrangeSelected = async (how: Arrangement) => (await import('../canvas/arrange.ts')).arrange(how);

let latest: { readonly key: readonly unknown[]; readonly shared: readonly SharedParam[] } | undefined;

/** The same list as long as neither the nodes nor what is known of them changed. */
function sharedOf(state: Pick<DocumentState, 'document' | 'compilation'>, nodes: readonly NodeId[]) {
  const views = nodes.flatMap((id) => nodeView(state, id) ?? []);
  if (latest?.key.length === views.length && views.every((view, i) => view === latest?.key[i])) return latest.shared;
  latest = { key: views, shared: sharedParams(views) };
  return latest.shared;
}

/** How often each type occurs, most frequent first. */
export function countByType(types: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([, a], [, b]) => b - a));
}
