/*
 * A list from which is chosen by typing: what is typed takes the place of what is chosen, and Enter takes the first
 * choice that has it in its name.
 */
import { Select } from '@mantine/core';
import type { SelectProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRef } from 'react';
import type { KeyboardEvent } from 'react';

/** A list of fewer is looked over at a glance. */
const MANY = 8;

interface Props extends Pick<SelectProps, 'id' | 'className' | 'disabled' | 'renderOption' | 'aria-describedby'> {
  readonly data: readonly string[];
  readonly value: string | null;
  readonly choose: (value: string) => void;
}

export function TypedSelect({ data, value, choose, ...props }: Props) {
  const [opened, { open, close }] = useDisclosure();
  /** What Enter has taken already, should the list take it once more. */
  const taken = useRef<string>(undefined);
  // What the list does on opening may come after the letters, on a busy page: then it does not know what it has marked.
  const takeTyped = (event: KeyboardEvent<HTMLInputElement>) => {
    const { currentTarget: input, key, nativeEvent } = event;
    if (key !== 'Enter' || nativeEvent.isComposing || !opened || input.value === value) return;
    const typed = input.value.trim().toLowerCase();
    const wanted = markedIn(input) ?? data.find((each) => each.toLowerCase().includes(typed));
    if (typed === '' || wanted === undefined) return;
    event.preventDefault();
    taken.current = wanted;
    choose(wanted);
    close();
  };
  return (
    <Select
      {...props}
      data={data}
      value={value}
      allowDeselect={false}
      searchable={data.length > MANY}
      selectFirstOptionOnChange
      dropdownOpened={opened}
      onDropdownOpen={() => {
        taken.current = undefined;
        open();
      }}
      onDropdownClose={close}
      onKeyDown={takeTyped}
      onClick={({ currentTarget }) => currentTarget.select()}
      maxDropdownHeight={320}
      comboboxProps={{ width: 260, position: 'bottom-end', transitionProps: { duration: 100 } }}
      onChange={(chosen) => {
        if (chosen !== null && chosen !== taken.current) choose(chosen);
      }}
    />
  );
}

/** The choice that is marked in the list of this field. */
function markedIn(input: HTMLInputElement): string | undefined {
  const list = document.getElementById(input.getAttribute('aria-controls') ?? '');
  return list?.querySelector('[data-combobox-selected]')?.getAttribute('value') ?? undefined;
}
