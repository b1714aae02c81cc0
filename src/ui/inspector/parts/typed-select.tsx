/*
 * A list from which is chosen by typing: what is typed takes the place of what is chosen, and Enter takes the first
 * choice that has it in its name.
 */
import { Select } from '@mantine/core';
import type { SelectProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
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
  // The list marks its first choice once it is drawn, which on a busy page is after Enter.
  const takeTyped = (event: KeyboardEvent<HTMLInputElement>) => {
    const { currentTarget: input, key, nativeEvent } = event;
    if (key !== 'Enter' || nativeEvent.isComposing || !opened || input.value === value || hasMark(input)) return;
    const typed = input.value.trim().toLowerCase();
    const first = data.find((each) => each.toLowerCase().includes(typed));
    if (typed === '' || first === undefined) return;
    event.preventDefault();
    choose(first);
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
      onDropdownOpen={open}
      onDropdownClose={close}
      onKeyDown={takeTyped}
      onClick={({ currentTarget }) => currentTarget.select()}
      maxDropdownHeight={320}
      comboboxProps={{ width: 260, position: 'bottom-end', transitionProps: { duration: 100 } }}
      onChange={(chosen) => {
        if (chosen !== null) choose(chosen);
      }}
    />
  );
}

/** Whether the list of this field has a choice marked, which Enter takes anyway. */
function hasMark(input: HTMLInputElement): boolean {
  const list = document.getElementById(input.getAttribute('aria-controls') ?? '');
  return list?.querySelector('[data-combobox-selected]') != null;
}
