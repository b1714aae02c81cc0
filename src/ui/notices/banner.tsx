/* Things that stay until they are dealt with: no storage, a graph that cannot be read, a file that did not open. */
import { Button } from '@mantine/core';
import { X } from 'lucide-react';
import { IconButton } from '../shell/icon-button.tsx';
import { useShell } from '../shell/shell-store.ts';
import classes from './banner.module.css';

export function Banners() {
  const banners = useShell((state) => state.banners);
  const problem = useShell((state) => state.fileProblem);
  const setProblem = useShell((state) => state.setFileProblem);
  return (
    <>
      {banners.map(({ id, text, actions }) => (
        <div key={id} className={classes.banner} role="alert">
          <p>{text}</p>
          {actions.map(({ label, run }) => (
            <Button key={label} onClick={run}>
              {label}
            </Button>
          ))}
        </div>
      ))}
      {problem === undefined ? null : (
        <div className={classes.banner} role="alert">
          <div>
            <p className={classes.title}>{problem.title}</p>
            <ul className={classes.lines}>
              {problem.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
          <IconButton label="Close this message" onClick={() => setProblem(undefined)}>
            <X size={15} />
          </IconButton>
        </div>
      )}
    </>
  );
}
