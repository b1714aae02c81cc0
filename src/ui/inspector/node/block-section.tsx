/** What a node stands for: its block, which can be renamed, described, gone into and dissolved. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { shorten } from '../../../base/text.ts';
import { blockOf, usesOf } from '../../../graph/blocks.ts';
import type { NodeId } from '../../../graph/types.ts';
import { describeBlock, dissolve, renameBlock } from '../../blocks/block-actions.ts';
import { enterBlock } from '../../blocks/enter-block.ts';
import { endAsking, leaveName, useIsAsked } from '../../blocks/naming.ts';
import { undo } from '../../shell/app-actions.ts';
import { useKeptOnLeaving } from '../../shell/kept-on-leaving.ts';
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
  const [text, setText] = useState<string>();
  const describe = () => {
    if (text !== undefined && text !== description) describeBlock(block, text);
    setText(undefined);
  };
  return (
    <>
      <NameField block={block} />
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
          {...useKeptOnLeaving(describe)}
        />
      </Labelled>
    </>
  );
}

/** The name that was kept while its field had the keys: the field of the block under that name goes on with them. */
let goesOn: string | undefined;

/** Of a block that was just made, the name is marked for typing, and Enter or Escape leads back to the canvas. */
function NameField({ block }: { readonly block: string }) {
  const id = useId();
  const isAsked = useIsAsked();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(block);
  /** Leaving the field has nothing more to do then. */
  const isSettled = useRef(false);
  useLayoutEffect(() => {
    if (goesOn === block) field.current?.focus();
    goesOn = undefined;
  }, [block]);
  useEffect(() => {
    if (!isAsked) return;
    field.current?.focus();
    field.current?.select();
  }, [isAsked]);
  const rename = (): boolean => {
    if (isSettled.current || name === block) return true;
    isSettled.current = renameBlock(block, name);
    if (!isSettled.current) setName(block);
    return isSettled.current;
  };
  const keep = (input: HTMLInputElement) => {
    const isTypedIn = input === document.activeElement;
    if (rename() && isTypedIn && name !== block) goesOn = name;
  };
  const keepOld = () => {
    setName(block);
    if (!isAsked) return;
    isSettled.current = true;
    leaveName();
    isSettled.current = false;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key, ctrlKey, metaKey, shiftKey } = event;
    // Nothing has been typed yet: what is undone is the block.
    const undoes = isAsked && name === block && (ctrlKey || metaKey) && !shiftKey && key.toLowerCase() === 'z';
    if (key === 'Enter') {
      if (!rename() || !isAsked) return;
      leaveName();
    } else if (undoes || (key === 'Escape' && (isAsked || name !== block))) {
      keepOld();
      if (undoes) undo();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Labelled label="Block" htmlFor={id}>
      <TextInput
        id={id}
        ref={field}
        value={name}
        maxLength={LONGEST_NAME}
        onChange={(event) => setName(event.currentTarget.value)}
        {...useKeptOnLeaving(keep, { onBlur: endAsking, onKeyDown })}
      />
    </Labelled>
  );
}
