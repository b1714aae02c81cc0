import { Menu } from '@mantine/core';
import { Fragment, useState } from 'react';
import { readLesson } from '../../graph/lesson.ts';
import { parseDocument } from '../../graph/parse.ts';
import type { LateProps } from '../late/late.tsx';
import { groupOf, grouped } from '../persistence/example-groups.ts';
import { inOrder } from '../persistence/example-order.ts';
import { loadExamples, type ExampleFile } from '../persistence/example-graphs.ts';
import { openExample } from '../persistence/open-document.ts';
import { ExamplesButton } from './menu-buttons.tsx';
import classes from './top-bar.module.css';

interface Example extends ExampleFile {
  readonly nodes: number;
  readonly name: string;
  readonly description: string;
  /** The heading it stands under; none for an ordinary one. */
  readonly group: string | undefined;
  /** Steps of its lesson; 0 where it has none. */
  readonly steps: number;
}

/** The shipped graphs, with what each of them shows. They are loaded when the menu is first opened. */
export function ExamplesMenu({ asked }: LateProps) {
  const [examples, setExamples] = useState<readonly Example[]>([]);
  const load = async () => {
    if (examples.length === 0) setExamples(inOrder((await loadExamples()).map(titled)));
  };
  return (
    <Menu position="bottom-start" width={320} onOpen={() => void load()}>
      <Menu.Target>
        <ExamplesButton asked={asked} />
      </Menu.Target>
      <Menu.Dropdown className={classes.examples}>
        {grouped(examples).map(({ heading, members }) => (
          <Fragment key={heading ?? ''}>
            {heading !== undefined && <Menu.Label className={classes.exampleGroup}>{heading}</Menu.Label>}
            {members.map(({ path, text, name, description, steps }) => (
              <Menu.Item key={path} onClick={() => openExample(text, name)}>
                <span className={classes.exampleName}>
                  {name}
                  {steps > 0 && <span className={classes.exampleSteps}> · lesson in {steps} steps</span>}
                </span>
                <span className={classes.exampleText}>{description}</span>
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function titled(file: ExampleFile): Example {
  const result = parseDocument(file.text);
  const document = result.ok ? result.value.document : undefined;
  return {
    ...file,
    nodes: document?.nodes.length ?? 0,
    name: document?.name ?? file.path,
    description: document?.description ?? '',
    group: document === undefined ? undefined : groupOf(document),
    steps: document === undefined ? 0 : readLesson(document).steps.length,
  };
}
