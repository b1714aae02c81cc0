/** All params of a node in the order its definition states them; rarely changed ones are folded away. */
import type { NodeDefinition } from '../../../catalog/define/index.ts';
import { paramMeta } from '../../../catalog/params.ts';
import type { ParamValues } from '../../../catalog/params.ts';
import type { NodeId } from '../../../graph/types.ts';
import { useDocument } from '../../stores/document.ts';
import styles from './param-list.module.css';
import { ParamField } from './param-field.tsx';
import { isShown } from './param-values.ts';
import { pluggedInto } from './plug-choices.ts';
import { WiredParam } from './wired-param.tsx';

interface Props {
  readonly node: NodeId;
  readonly definition: NodeDefinition;
  readonly params: ParamValues;
}

export function ParamList({ node, definition, params }: Props) {
  const shown = Object.entries(definition.params).filter(([, schema]) => isShown(paramMeta(schema), params));
  const everyday = shown.filter(([, schema]) => paramMeta(schema).advanced !== true);
  const rare = shown.filter(([, schema]) => paramMeta(schema).advanced === true);
  const document = useDocument((state) => state.document);
  const field = ([name, schema]: (typeof shown)[number]) => {
    // A wire to the port of the same name takes the param's place.
    const [wired] = pluggedInto(document, node, name);
    if (wired !== undefined) return <WiredParam key={name} name={name} by={wired.node} />;
    return <ParamField key={`${node}.${name}`} node={node} name={name} schema={schema} value={params[name] ?? null} />;
  };
  return (
    <div>
      {everyday.map(field)}
      {rare.length > 0 && (
        <details className={styles.more}>
          <summary>{rare.length === 1 ? 'One more setting' : `${rare.length} more settings`}</summary>
          {rare.map(field)}
        </details>
      )}
    </div>
  );
}
