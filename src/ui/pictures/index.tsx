/*
 * The living picture of a node: its data, its curve, the values it draws, the loss it measures. One
 * table by role says which roles have one; cards and inspector show the same picture in two sizes.
 */
import { memo } from 'react';
import type { ComponentType } from 'react';
import { defaultParams } from '../../catalog/catalog.ts';
import type { DefinitionOf, NodeDefinition, Role } from '../../catalog/define/index.ts';
import { activationOf } from '../../catalog/layer-facts.ts';
import type { ParamValues } from '../../catalog/params.ts';
import type { NodeId } from '../../graph/types.ts';
import { late } from '../late/late.tsx';
import { useNodeView } from '../stores/node-view.ts';
import { ActivationPicture } from './activation-picture.tsx';
import { DatasetPicture } from './dataset-picture.tsx';
import { InitializerPicture } from './initializer-picture.tsx';
import { LossPicture } from './loss-picture.tsx';
import { SchedulePicture } from './schedule-picture.tsx';
import { TrainingPicture } from './training-picture.tsx';
import type { PictureProps, PictureSize } from './picture-props.ts';

const PreprocessingPicture = late(
  async () => (await import('./preprocessing/preprocessing-picture.tsx')).PreprocessingPicture,
);

const ViewPicture = late(async () => (await import('../views/view-picture.tsx')).ViewPicture);

interface Picture<R extends Role> {
  /** Whether a node with these params has anything to draw. */
  has(definition: DefinitionOf<R>, params: ParamValues): boolean;
  readonly View: ComponentType<PictureProps<R>>;
}

const always = () => true;

/** `undefined`: nodes of this role have no picture. */
export const PICTURES: { readonly [R in Role]: Picture<R> | undefined } = {
  dataset: { has: always, View: DatasetPicture },
  preprocessing: { has: always, View: PreprocessingPicture },
  layer: {
    has: (definition, params) => activationOf(definition, params).name !== 'linear',
    View: ActivationPicture,
  },
  initializer: { has: always, View: InitializerPicture },
  regularizer: undefined,
  constraint: undefined,
  loss: { has: always, View: LossPicture },
  metric: undefined,
  optimizer: undefined,
  schedule: { has: always, View: SchedulePicture },
  callback: undefined,
  training: { has: always, View: TrainingPicture },
  view: { has: always, View: ViewPicture },
  note: undefined,
  gate: undefined,
  block: undefined,
};

/** The table's entry for a definition; sound because a definition's role is the key it is looked up by. */
const pictureOf = (definition: NodeDefinition) => PICTURES[definition.role] as Picture<Role> | undefined;

/** Whether a type has a picture; with a node's own params, whether that node has one. */
export function hasPicture(definition: NodeDefinition, params?: ParamValues): boolean {
  return pictureOf(definition)?.has(definition, params ?? defaultParams(definition)) ?? false;
}

interface Props {
  readonly nodeId: NodeId;
  readonly size: PictureSize;
}

/** The picture of a node, or nothing where its type has none. Fills the width of its container. */
export const NodePicture = memo(function NodePicture({ nodeId, size }: Props) {
  const view = useNodeView(nodeId);
  if (view?.definition === undefined) return null;
  const { definition, params } = view;
  const picture = pictureOf(definition);
  // A type that usually has a picture keeps it (an Activation set to linear shows a straight line).
  if (picture === undefined || !(hasPicture(definition) || picture.has(definition, params))) return null;
  return <picture.View definition={definition} nodeId={nodeId} params={params} size={size} />;
});
