/** Everything about one node: what it is, its settings, its picture, what leaves it, and what is wrong. */
import { shorten } from '../../../base/text.ts';
import { tensorKey } from '../../../compiler/types.ts';
import type { TensorRef } from '../../../compiler/types.ts';
import type { NodeId } from '../../../graph/types.ts';
import { definitionOf, nodeName, paramsOf, useNode } from '../../pictures/facts.ts';
import { outgoingTensor } from '../../pictures/incoming.ts';
import { hasPicture, NodePicture } from '../../pictures/index.tsx';
import { useDocument } from '../../stores/document.ts';
import { Aged, MeasuredAt } from '../../instruments/aged.tsx';
import { tensorOf } from '../../instruments/wire-readings.ts';
import { useRun } from '../../stores/run.ts';
import { useWatch } from '../../stores/watching.ts';
import { BlockSection } from './block-section.tsx';
import { ActivationNotes, chosenFunction } from './activation-notes.tsx';
import { TensorHealth } from '../wire/health-line.tsx';
import { Picture } from '../parts/blocks.tsx';
import { LiveViews } from './live/live-views.tsx';
import styles from './node-panel.module.css';
import { NodeFactList } from './node-facts.tsx';
import { NodeTitle } from './node-title.tsx';
import { OverTime, ofThen } from '../wire/over-time.tsx';
import { ParamList } from '../params/param-list.tsx';
import { SweepButtons } from '../params/sweep-buttons.tsx';
import { MeasureNow } from '../parts/measure-now.tsx';
import { Section } from '../parts/section.tsx';
import { Explanation, Formula, Text } from '../parts/words.tsx';
import { PluggedParams } from '../params/plugged-params.tsx';
import { Problems } from './node-problem-list.tsx';
import { descriptionOf } from '../description-of.ts';
import { TensorReadings } from '../wire/tensor-readings.tsx';

export function NodePanel({ id }: { id: NodeId }) {
  const node = useNode(id);
  const facts = useDocument((state) => state.compilation.nodes.get(id));
  if (node === undefined) return null;
  const definition = definitionOf(node);
  if (definition === undefined) {
    return (
      <>
        <NodeTitle node={node} definition={undefined} />
        <Text>
          This version does not know nodes of type {shorten(node.type)}. The node and its settings are kept as they are
          and saved again; it takes no part in training.
        </Text>
        <Problems of={(each) => each.node === id} />
      </>
    );
  }
  const params = facts?.params ?? paramsOf(definition, node);
  // A node that is nothing but a chosen function is explained by that function.
  const chosen = definition.role === 'layer' ? chosenFunction(definition, params) : undefined;
  const isFunction = definition.category === 'Activations' && chosen !== undefined;
  return (
    <>
      <NodeTitle node={node} definition={definition} />
      {node.muted === true && (
        <p className={styles.bypassed}>
          {definition.outputs.length === 0
            ? 'Bypassed: it does nothing until it is used again.'
            : 'Bypassed: what comes in goes out unchanged.'}
        </p>
      )}
      <Explanation>{isFunction ? chosen.help : descriptionOf(definition)}</Explanation>
      {definition.role === 'block' && <BlockSection node={id} block={definition.type} />}
      <ParamList node={id} definition={definition} params={params} />
      <SweepButtons node={id} definition={definition} />
      {isFunction ? (
        <Formula>{chosen.formula}</Formula>
      ) : (
        definition.formula !== undefined && <Formula>{definition.formula}</Formula>
      )}
      {!isFunction && chosen !== undefined && chosen.name !== 'linear' && <ActivationNotes chosen={chosen} />}
      {hasPicture(definition, params) && (
        <Picture>
          <NodePicture nodeId={id} size="panel" />
        </Picture>
      )}
      <Problems of={(each) => each.node === id} />
      <LiveViews node={id} definition={definition} params={params} />
      <Outgoing id={id} name={nodeName(node)} data={definition.role !== 'layer'} />
      <PluggedParams node={id} definition={definition} />
      {facts !== undefined && <NodeFactList facts={facts} />}
      {isFunction && (
        <Section title={`About ${definition.type}`}>
          <Explanation>{descriptionOf(definition)}</Explanation>
        </Section>
      )}
    </>
  );
}

/** What leaves the node, for nodes whose output the run measures. */
function Outgoing({ id, name, data }: { id: NodeId; name: string; data: boolean }) {
  const tensor = useDocument((state) => outgoingTensor(state.document, state.compilation, id));
  return tensor === undefined ? null : <OutgoingTensor tensor={tensor} name={name} data={data} />;
}

function OutgoingTensor({ tensor, name, data }: { tensor: TensorRef; name: string; data: boolean }) {
  useWatch('wires', { first: [tensorKey(tensor)] });
  const shape = useDocument((state) => state.compilation.nodes.get(tensor.layer)?.outputShapes[tensor.output]);
  const reading = useRun((state) => tensorOf(state, tensor, shape));
  if (reading === undefined) return null;
  return (
    <Aged of="wires" takenAt={reading.step}>
      <Section title="On the outgoing wire">
        <MeasuredAt of="wires" takenAt={reading.step} />
        <MeasureNow />
        <TensorReadings shape={shape} reading={reading} data={data} />
        <TensorHealth tensor={tensor} reading={reading} data={data} />
      </Section>
      {!data && (
        <OverTime
          courses={[
            {
              title: 'values',
              name: `Outputs of ${name}`,
              of: ({ tensors }) => ofThen(tensors[tensorKey(tensor)])?.forward,
              colour: 'var(--kind-tensor)',
            },
          ]}
        />
      )}
    </Aged>
  );
}
