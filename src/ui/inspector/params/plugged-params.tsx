/** What is plugged into a node from below, or the default that holds while nothing is. */
import { Menu } from '@mantine/core';
import { Plus, Unplug } from 'lucide-react';
import { Fragment } from 'react';
import type { NodeDefinition } from '../../../catalog/define/index.ts';
import type { PortSpec } from '../../../catalog/ports.ts';
import type { NodeId } from '../../../graph/types.ts';
import { nodeById } from '../../../graph/queries.ts';
import { nodeName } from '../../pictures/facts.ts';
import { carryOut } from '../../canvas-api.ts';
import { useDocument } from '../../stores/document.ts';
import { announce, useView } from '../../stores/view-state.ts';
import { Option } from '../parts/option.tsx';
import styles from './plugged-params.module.css';
import { SmallButton } from './small-button.tsx';
import { Hidden } from '../parts/hidden.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { Section } from '../parts/section.tsx';
import { parameterPorts, plugCommand, pluggable, pluggedInto } from './plug-choices.ts';

export function PluggedParams({ node, definition }: { node: NodeId; definition: NodeDefinition }) {
  const params = useDocument((state) => nodeById(state.document, node)?.params);
  const ports = parameterPorts(definition, params);
  if (ports.length === 0) return null;
  return (
    <Section title="Plugged in from below">
      <ul className={styles.list}>
        {ports.map((port) => (
          <Slot key={port.name} node={node} port={port} />
        ))}
      </ul>
    </Section>
  );
}

function Slot({ node, port }: { node: NodeId; port: PortSpec }) {
  const document = useDocument((state) => state.document);
  const dispatch = useDocument((state) => state.dispatch);
  const reveal = useView((state) => state.revealNode);
  const plugged = pluggedInto(document, node, port.name);
  return (
    <li className={styles.slot}>
      <span className={styles.slotName} title={port.help}>
        {port.name}
        <Hidden>: {port.help}</Hidden>
      </span>
      {plugged.length === 0 || port.many === true ? <AddMenu node={node} port={port} /> : <span />}
      {plugged.length === 0 ? (
        <span className={styles.slotValue}>{port.default === undefined ? 'nothing' : `${port.default} (default)`}</span>
      ) : (
        plugged.map((each) => (
          <Fragment key={each.edge}>
            <span className={styles.slotValue}>
              <LinkButton onClick={() => reveal(each.node.id)}>
                {each.node.type} {nodeName(each.node)}
              </LinkButton>
            </span>
            <SmallButton
              aria-label={`Unplug ${nodeName(each.node)} from ${port.name}`}
              title="Unplug"
              onClick={() => dispatch({ type: 'disconnect', edges: [each.edge] })}
            >
              <Unplug size={13} aria-hidden />
            </SmallButton>
          </Fragment>
        ))
      )}
    </li>
  );
}

/** Offers every type that fits the port; choosing one adds it below and wires it. */
function AddMenu({ node, port }: { node: NodeId; port: PortSpec }) {
  const document = useDocument((state) => state.document);
  const select = useView((state) => state.select);
  const add = async (type: string, output: string) => {
    const plugged = plugCommand(document, node, port, { type, output });
    if (plugged === undefined || !(await carryOut(plugged.command))) return;
    // The node whose settings these are stays the one that is worked on.
    select([node]);
    announce(`Added ${type} and plugged it into ${port.name}.`);
  };
  return (
    <Menu position="bottom-end" width={268}>
      <Menu.Target>
        <SmallButton aria-label={`Plug something into ${port.name}`} title="Add and plug in">
          <Plus size={14} aria-hidden />
        </SmallButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu ?? ''}>
        {pluggable(port).map(({ definition, output }) => (
          <Menu.Item key={definition.type} onClick={() => void add(definition.type, output)}>
            <Option name={definition.type} help={definition.summary} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
