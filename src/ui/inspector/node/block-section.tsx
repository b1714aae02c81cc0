/** What a node stands for: its block, which can be renamed, described, gone into and dissolved. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { shorten } from '../../../base/text.ts';
import { blockOf, usesOf } from '../../../graph/blocks.ts';
import type { NodeId } from '../../../graph/types.ts';
import { describeBlock, dissolve, renameBlock } from '../../blocks/block-actions.ts';
import { enterBlock } from '../../blocks/enter-block.ts';
import { useDocument } from '../../stores/document.ts';
import { Buttons, Labelled } from '../parts/blocks.tsx';
import { Text } from '../parts/words.tsx';

const LONGEST_NAME = 48;
const LONGEST_TEXT = 2000;

export function BlockSection({ node, block }: { readonly node: NodeId; readonly block: string }) {
  const uses = useDocument((state) => usesOf(state.whole, block));
  return (
    <>
      <Buttons>
        <Button onClick={() => enterBlock(node)}>Go inside</Button>
        <Button onClick={() => dissolve(node)}>Dissolve</Button>
      </Buttons>
      <BlockFields block={block} />
      <Text>
        {uses === 1
          ? 'Used once. Copies of this node share its inside; each has weights of its own.'
          : `Used ${uses} times. What is changed inside changes in all of them; each has weights of its own.`}
      </Text>
    </>
  );
}

/** Name and description; both belong to the block, wherever it is used. */
export function BlockFields({ block }: { readonly block: string }) {
  return <Fields key={block} block={block} />;
}

function Fields({ block }: { readonly block: string }) {
  const id = useId();
  const description = useDocument((state) => blockOf(state.whole, block)?.description ?? '');
  const [name, setName] = useState(block);
  const [text, setText] = useState<string>();
  const rename = () => {
    if (name !== block && !renameBlock(block, name)) setName(block);
  };
  const describe = () => {
    if (text !== undefined && text !== description) describeBlock(block, text);
    setText(undefined);
  };
  return (
    <>
      <Labelled label="Block" htmlFor={`${id}-name`}>
        <TextInput
          id={`${id}-name`}
          value={name}
          maxLength={LONGEST_NAME}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename();
            if (event.key === 'Escape' && name !== block) {
              setName(block);
              event.stopPropagation();
            }
          }}
        />
      </Labelled>
      <Labelled label="What it does" htmlFor={`${id}-text`}>
        <Textarea
          id={`${id}-text`}
          placeholder="What this block is for"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={LONGEST_TEXT}
          value={shorten(text ?? description, LONGEST_TEXT)}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={describe}
        />
      </Labelled>
    </>
  );
}
