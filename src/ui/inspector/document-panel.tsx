/** Nothing is selected: the document itself, its name, its seed and what it comes to. */
import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import { bytes, count } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';
import { catalog } from '../../catalog/index.ts';
import { MAX_TEXT } from '../../graph/limits.ts';
import { useDocument } from '../stores/document.ts';
import { useProgramChoices } from '../stores/program-name.ts';
import { runStore, useRun } from '../stores/run.ts';
import { DocumentNotes } from './document-notes.tsx';
import { BlockFields } from './node/block-section.tsx';
import { Labelled } from './parts/blocks.tsx';
import { Title } from './parts/title.tsx';
import { Fact, Facts } from './parts/figures.tsx';
import { Section } from './parts/section.tsx';
import { Text } from './parts/words.tsx';
import { Problems } from './node/node-problem-list.tsx';
import { useFieldGesture } from './params/gesture.ts';
import { SeedField } from './params/seed-field.tsx';

const LONGEST_NAME = 200;

export function DocumentPanel() {
  const { name, description, seed, nodes } = useDocument((state) => state.document);
  const dispatch = useDocument((state) => state.dispatch);
  const id = useId();
  const gesture = useFieldGesture();
  const set = (field: 'name' | 'description', value: string) =>
    dispatch({ type: 'setDocument', fields: { [field]: value } }, { coalesce: gesture.key() });
  const layers = nodes.filter((node) => catalog.get(node.type)?.role === 'layer').length;
  const block = useDocument((state) => state.block);
  if (block !== undefined) {
    return (
      <>
        <Title>Inside of {block}</Title>
        <Text>Select a node or a wire to see its settings and what flows through it in this use of the block.</Text>
        <BlockFields block={block} />
        <Problems of={(each) => each.node === undefined && each.edge === undefined} />
      </>
    );
  }
  return (
    <>
      <Title>This graph</Title>
      <Text>Select a node or a wire to see its settings and what flows through it.</Text>
      <DocumentNotes />
      <Labelled label="Name" htmlFor={`${id}-name`} onFocus={gesture.begin}>
        <TextInput
          id={`${id}-name`}
          value={shorten(name, LONGEST_NAME)}
          maxLength={LONGEST_NAME}
          onChange={(event) => set('name', event.currentTarget.value)}
        />
      </Labelled>
      <Labelled label="Description" htmlFor={`${id}-description`} onFocus={gesture.begin}>
        <Description id={`${id}-description`} text={description ?? ''} onChange={(text) => set('description', text)} />
      </Labelled>
      <SeedField seed={seed} />
      <Section title="Size">
        <Facts>
          <Fact name="nodes" value={count(nodes.length)} />
          <Fact name="layers" value={count(layers)} />
        </Facts>
        <ProgramCosts />
      </Section>
      <Problems of={(each) => each.node === undefined && each.edge === undefined} />
    </>
  );
}

interface DescriptionProps {
  readonly id: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** Drawing a text of megabytes takes seconds: of one beyond the limit the beginning is shown, and it is not typed in. */
function Description({ id, text, onChange }: DescriptionProps) {
  const field = { id, placeholder: 'What this graph shows', autosize: true, minRows: 2, maxRows: 10 };
  if (text.length <= MAX_TEXT)
    return <Textarea {...field} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
  return (
    <>
      <Textarea {...field} value={shorten(text, 2000)} readOnly aria-describedby={`${id}-long`} />
      <Text id={`${id}-long`}>
        The description has {count(text.length)} characters; only its beginning is shown, and all of it stays in the
        file. Up to {count(MAX_TEXT)} can be edited here.
      </Text>
      <Button onClick={() => onChange(shorten(text, MAX_TEXT))}>Keep only the first {count(MAX_TEXT)}</Button>
    </>
  );
}

/** What the shown program comes to; where there are several Train nodes, one is chosen here. */
function ProgramCosts() {
  const programs = useDocument((state) => state.compilation.programs);
  const chosen = useRun((state) => state.program);
  const program = programs.find((each) => each.id === chosen) ?? programs[0];
  if (program === undefined) {
    return (
      <Text>
        There is nothing to train yet: a Train node with a loss and an optimizer is missing, or something is wrong on
        the way.
      </Text>
    );
  }
  return (
    <>
      {programs.length > 1 && <ProgramField chosen={program.id} />}
      <Facts>
        <Fact name="parameters" value={count(program.cost.parameters)} />
        <Fact name="multiply-adds per example" value={count(program.cost.multiplyAdds)} />
        <Fact name="memory while training" value={bytes(program.cost.bytes)} />
      </Facts>
    </>
  );
}

/** Each Train node is a program of its own: the dock and these figures are of one at a time, however many train. */
function ProgramField({ chosen }: { chosen: string }) {
  const id = useId();
  const choices = useProgramChoices();
  return (
    <Labelled label="Program shown" htmlFor={id}>
      <Select
        id={id}
        data={choices}
        value={chosen}
        allowDeselect={false}
        onChange={(choice) => choice !== null && runStore.getState().setProgram(choice)}
      />
    </Labelled>
  );
}
