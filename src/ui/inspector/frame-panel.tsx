/** A frame is selected: its title, its colour, and what stands in it. */
import { Button, TextInput } from '@mantine/core';
import { useId } from 'react';
import { plural } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';
import { FRAME_COLOURS } from '../../graph/frame-colours.ts';
import { nodesIn } from '../../graph/queries.ts';
import type { GraphFrame } from '../../graph/types.ts';
import { dissolve, removeWhole, selectMembers, setFrame } from '../canvas/frames/frame-actions.ts';
import { colourToken } from '../canvas/frames/frame-colour.ts';
import { useDocument } from '../stores/document.ts';
import { viewStore } from '../stores/view-state.ts';
import styles from './frame-panel.module.css';
import { useFieldGesture } from './params/gesture.ts';
import { Buttons, Labelled } from './parts/blocks.tsx';
import { LinkButton } from './parts/link-button.tsx';
import { Section } from './parts/section.tsx';
import { Title } from './parts/title.tsx';
import { Text } from './parts/words.tsx';

const LONGEST_TITLE = 120;
/** Nodes that are listed. */
const MOST = 40;

export function FramePanel({ frame }: { readonly frame: GraphFrame }) {
  const { id, title, colour } = frame;
  const document = useDocument((state) => state.document);
  const nodes = nodesIn(document, id);
  const field = useId();
  const gesture = useFieldGesture();
  return (
    <>
      <Title colour={`var(--${colourToken(colour)})`}>Frame</Title>
      <Text>
        Says what belongs together; the network is the same without it. Drag a node in to add it; drag it well out, or
        hold Alt while you let go, to take it out.
      </Text>
      <Labelled label="Title" htmlFor={field} onFocus={gesture.begin}>
        <TextInput
          id={field}
          value={shorten(title, LONGEST_TITLE)}
          maxLength={LONGEST_TITLE}
          onChange={(event) => setFrame(id, { title: event.currentTarget.value }, gesture.key())}
        />
      </Labelled>
      <fieldset className={styles.colours}>
        <legend>Colour</legend>
        {[undefined, ...FRAME_COLOURS].map((each) => (
          <label key={each ?? 'grey'} className={styles.colour} title={each ?? 'grey'}>
            <input
              type="radio"
              name={`${field}-colour`}
              checked={colourToken(colour) === colourToken(each)}
              onChange={() => setFrame(id, { colour: each })}
            />
            <span style={{ background: `var(--${colourToken(each)})` }} aria-hidden />
            <span className={styles.name}>{each ?? 'grey'}</span>
          </label>
        ))}
      </fieldset>
      <Buttons>
        {nodes.length > 0 && <Button onClick={() => selectMembers(id)}>Select its nodes</Button>}
        <Button onClick={() => dissolve([id])}>Dissolve</Button>
        {nodes.length > 0 && <Button onClick={() => removeWhole(id)}>Delete with its nodes</Button>}
      </Buttons>
      <Section title={plural(nodes.length, 'node')}>
        <ul className={styles.nodes}>
          {nodes.slice(0, MOST).map((node) => (
            <li key={node.id}>
              <LinkButton onClick={() => viewStore.getState().revealNode(node.id)}>{node.id}</LinkButton>{' '}
              {shorten(node.label ?? node.type)}
            </li>
          ))}
          {nodes.length > MOST && <li>and {nodes.length - MOST} more</li>}
        </ul>
      </Section>
    </>
  );
}
