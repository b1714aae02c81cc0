/* The menu of what Train is for, in a graph of several programs: all of them together, or one alone. */
import { Menu } from '@mantine/core';
import type { NodeId } from '../../graph/types.ts';
import type { LateProps } from '../late/late.tsx';
import { useDocument } from '../stores/document.ts';
import { useProgramName } from '../stores/program-name.ts';
import { runStore, useLiveRun } from '../stores/run.ts';
import { KeyOf } from './icon-button.tsx';
import { TrainChoiceButton } from './menu-buttons.tsx';
import classes from './top-bar.module.css';

/** No node is called that. */
const ALL = '';

export function TrainChoice({ asked }: LateProps) {
  const ids = useDocument(({ compilation }) => compilation.programs.map(({ id }) => id).join('\n')).split('\n');
  const shown = useLiveRun(({ program }) => program);
  const chosen = useLiveRun(({ together, program }) => (together ? ALL : program));
  return (
    <Menu position="bottom-start" width={330}>
      <Menu.Target>
        <TrainChoiceButton asked={asked} />
      </Menu.Target>
      <Menu.Dropdown className={classes.examples ?? ''}>
        <Menu.Label>Train</Menu.Label>
        <Menu.RadioGroup value={chosen ?? ALL} onChange={choose}>
          <Menu.RadioItem value={ALL} rightSection={<KeyOf command="train-all" />} closeMenuOnClick>
            <span className={classes.exampleName}>All {ids.length}, side by side</span>
            <span className={classes.exampleText}>From the same first weights, on the same batches</span>
          </Menu.RadioItem>
          {ids.map((id) => (
            <Alone key={id} id={id} shown={id === shown} />
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function Alone({ id, shown }: { readonly id: NodeId; readonly shown: boolean }) {
  const name = useProgramName(id);
  return (
    <Menu.RadioItem value={id} rightSection={shown ? <KeyOf command="train-shown" /> : null} closeMenuOnClick>
      <span className={classes.exampleName}>{name}</span>
    </Menu.RadioItem>
  );
}

/** Nothing that trains is stopped by choosing all; one of those that train together is shown from now on. */
function choose(id: string): void {
  const { setTogether, setProgram } = runStore.getState();
  setTogether(id === ALL);
  if (id !== ALL) setProgram(id);
}
