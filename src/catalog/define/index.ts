/*
 * What a node type is. Each type is one file that calls one of the define functions below and states
 * everything about it: documentation, ports, params, shape rule, lowering and numerics. The compiler,
 * the runtime, the inspector, the palette and the command line read these definitions; none of them
 * knows a type by name.
 *
 * The numerics receive the `tf` namespace as an argument, so that the catalog itself loads no tfjs.
 */
import * as z from 'zod/mini';
import type { ParamShape, ParamValues } from '../params.ts';
import type { BlockSpec } from './block.ts';
import type { CallbackSpec } from './callback.ts';
import type { ConstraintSpec } from './constraint.ts';
import type { DatasetSpec } from './dataset.ts';
import type { GateSpec } from './gate.ts';
import type { InitializerSpec } from './initializer.ts';
import type { LayerSpec } from './layer.ts';
import type { LossSpec } from './loss.ts';
import type { MetricSpec } from './metric.ts';
import type { NoteSpec } from './note.ts';
import type { OptimizerSpec } from './optimizer.ts';
import type { PreprocessingSpec } from './preprocessing.ts';
import type { RegularizerSpec } from './regularizer.ts';
import type { ScheduleSpec } from './schedule.ts';
import type { TrainingSpec } from './training.ts';
import type { ViewSpec } from './view.ts';

export type * from './callback.ts';
export { CATEGORIES } from './common.ts';
export type { Category, KerasForm, Refusal, Tensor, TF, Variable } from './common.ts';
export type * from './constraint.ts';
export type * from './dataset.ts';
export { targetColumns } from './dataset.ts';
export type * from './initializer.ts';
export { LAYER_GROUPS } from './layer.ts';
export type * from './layer.ts';
export type * from './loss.ts';
export type * from './metric.ts';
export type * from './note.ts';
export type * from './optimizer.ts';
export type * from './preprocessing.ts';
export type * from './regularizer.ts';
export type * from './schedule.ts';
export type * from './training.ts';
export type * from './view.ts';
export type * from './worked.ts';

/*
 * A definition is its spec with the params' types widened, so that all types can stand in one table.
 * Its methods take the params as `parseParams` returned them for that same definition.
 */
type Any = ParamShape;
type Erase<T> = Omit<T, 'params'> & { readonly params: Any; readonly schema: z.ZodMiniObject };

export type DatasetDefinition = Erase<DatasetSpec<Any>>;
export type PreprocessingDefinition = Erase<PreprocessingSpec<Any>>;
export type LayerDefinition = Erase<LayerSpec<Any>>;
export type InitializerDefinition = Erase<InitializerSpec<Any>>;
export type RegularizerDefinition = Erase<RegularizerSpec<Any>>;
export type ConstraintDefinition = Erase<ConstraintSpec<Any>>;
export type LossDefinition = Erase<LossSpec<Any>>;
export type MetricDefinition = Erase<MetricSpec<Any>>;
export type OptimizerDefinition = Erase<OptimizerSpec<Any>>;
export type ScheduleDefinition = Erase<ScheduleSpec<Any>>;
export type CallbackDefinition = Erase<CallbackSpec<Any>>;
export type TrainingDefinition = Erase<TrainingSpec<Any>>;
export type ViewDefinition = Erase<ViewSpec<Any>>;
export type NoteDefinition = Erase<NoteSpec<Any>>;
export type GateDefinition = Erase<GateSpec<Any>>;
export type BlockDefinition = Erase<BlockSpec<Any>>;

export type NodeDefinition =
  | DatasetDefinition
  | PreprocessingDefinition
  | LayerDefinition
  | InitializerDefinition
  | RegularizerDefinition
  | ConstraintDefinition
  | LossDefinition
  | MetricDefinition
  | OptimizerDefinition
  | ScheduleDefinition
  | CallbackDefinition
  | TrainingDefinition
  | ViewDefinition
  | NoteDefinition
  | GateDefinition
  | BlockDefinition;

export type Role = NodeDefinition['role'];
export type DefinitionOf<R extends Role> = Extract<NodeDefinition, { role: R }>;

/** A type as it is used somewhere: its definition, and params that are valid for it, defaults filled in. */
export interface Use<R extends Role> {
  readonly definition: DefinitionOf<R>;
  readonly params: ParamValues;
}

const withSchema = <T extends { readonly params: ParamShape }>(spec: T) => ({ ...spec, schema: z.object(spec.params) });

/*
 * One define function per role. They check the spec against its own params (`ParamsOf<S>`) and
 * return the widened definition; the widening is sound because params only reach a definition
 * through its own schema.
 */
type Spec<T> = Omit<T, 'role'>;
export const defineDataset = <S extends ParamShape>(spec: Spec<DatasetSpec<S>>): DatasetDefinition =>
  withSchema({ role: 'dataset', ...spec });
export const definePreprocessing = <S extends ParamShape>(spec: Spec<PreprocessingSpec<S>>): PreprocessingDefinition =>
  withSchema({ role: 'preprocessing', ...spec });
export const defineLayer = <S extends ParamShape>(spec: Spec<LayerSpec<S>>): LayerDefinition =>
  withSchema({ role: 'layer', ...spec });
export const defineInitializer = <S extends ParamShape>(spec: Spec<InitializerSpec<S>>): InitializerDefinition =>
  withSchema({ role: 'initializer', ...spec });
export const defineRegularizer = <S extends ParamShape>(spec: Spec<RegularizerSpec<S>>): RegularizerDefinition =>
  withSchema({ role: 'regularizer', ...spec });
export const defineConstraint = <S extends ParamShape>(spec: Spec<ConstraintSpec<S>>): ConstraintDefinition =>
  withSchema({ role: 'constraint', ...spec });
export const defineLoss = <S extends ParamShape>(spec: Spec<LossSpec<S>>): LossDefinition =>
  withSchema({ role: 'loss', ...spec });
export const defineMetric = <S extends ParamShape>(spec: Spec<MetricSpec<S>>): MetricDefinition =>
  withSchema({ role: 'metric', ...spec });
export const defineOptimizer = <S extends ParamShape>(spec: Spec<OptimizerSpec<S>>): OptimizerDefinition =>
  withSchema({ role: 'optimizer', ...spec });
export const defineSchedule = <S extends ParamShape>(spec: Spec<ScheduleSpec<S>>): ScheduleDefinition =>
  withSchema({ role: 'schedule', ...spec });
export const defineCallback = <S extends ParamShape>(spec: Spec<CallbackSpec<S>>): CallbackDefinition =>
  withSchema({ role: 'callback', ...spec });
export const defineTraining = <S extends ParamShape>(spec: Spec<TrainingSpec<S>>): TrainingDefinition =>
  withSchema({ role: 'training', ...spec });
export const defineView = <S extends ParamShape>(spec: Spec<ViewSpec<S>>): ViewDefinition =>
  withSchema({ role: 'view', ...spec });
export const defineNote = <S extends ParamShape>(spec: Spec<NoteSpec<S>>): NoteDefinition =>
  withSchema({ role: 'note', ...spec });

export const defineGate = <S extends ParamShape>(spec: Spec<GateSpec<S>>): GateDefinition =>
  withSchema({ role: 'gate', ...spec });
export const defineBlock = <S extends ParamShape>(spec: Spec<BlockSpec<S>>): BlockDefinition =>
  withSchema({ role: 'block', ...spec });

/** A node's params with defaults filled in; the definition's methods expect this form. */
export const parseParams = (definition: NodeDefinition, params: unknown) =>
  definition.schema.safeParse(params ?? {}) as z.util.SafeParseResult<ParamValues>;
