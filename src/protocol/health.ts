/*
 * What a wire's figures say about its health. The thresholds are rules of thumb, chosen so that a well
 * set up network is "fine" on all wires, and the lecture's broken ones (N(0, 0.01²), N(0, 1) with tanh,
 * dead ReLUs, too large a learning rate) are told apart.
 */
import { percent, plural } from '../base/format.ts';
import type { Distribution, TensorReading } from './readings.ts';

/** The figures needed; a tensor reading of the runtime has them. */
export interface HealthReading extends Pick<TensorReading, 'gradientNorm' | 'units' | 'deadUnits' | 'saturated'> {
  readonly forward: Omit<Distribution, 'bins'>;
  readonly gradient?: Pick<Distribution, 'std' | 'min' | 'max' | 'nonFinite'>;
}

export interface HealthContext {
  /** Data on its way into the network: what is in it is nobody's fault, so only numbers that are broken or far too large count. */
  readonly isData?: boolean;
  /** The network's answer: a sure classifier saturates, and should. */
  readonly isOutput?: boolean;
  /** Whether a function that can fall silent stands before these values: zeros of others are no dead units. */
  readonly canDie?: boolean;
  /** A layer has put zeros of its own among them: only if there is nothing else, units are dead. */
  readonly addsZeros?: boolean;
  /** The largest gradient norm among the wires of the same network: what this one's is compared with. */
  readonly strongestGradient?: number;
}

export type HealthLevel = 'fine' | 'silent' | 'dead' | 'dying' | 'vanishing' | 'saturated' | 'exploding' | 'unknown';

export interface Health {
  readonly level: HealthLevel;
  /** One or two words beside the mark. */
  readonly label: string;
  /** One or two plain sentences: what is seen and what usually helps. */
  readonly explanation: string;
}

export const HEALTH_THRESHOLDS = {
  /** Values spread less than this tell examples apart no more. */
  silentStd: 1e-4,
  /** Above this size float32 and the usual activations stop making sense of a value. */
  explodingSize: 1e4,
  /** Gradients of this size throw the weights far away in one step. */
  explodingGradient: 1e3,
  /** Share of units that answer zero to everything. */
  dyingUnits: 0.5,
  /** Share of values at a bound of the activation. */
  saturatedValues: 0.5,
  /** A gradient this much smaller than the strongest one of the network trains next to nothing. */
  vanishingGradient: 1e-3,
  /** Share of exact zeros with nothing else left. */
  allZeros: 1,
} as const;

const limits = HEALTH_THRESHOLDS;

/** The largest gradient norm of some wires, to compare each with. */
export const strongestOf = (readings: readonly Pick<HealthReading, 'gradientNorm'>[]): number =>
  readings.reduce((largest, { gradientNorm = 0 }) => Math.max(largest, gradientNorm), 0);

/** The first of these that holds: broken or exploding numbers, dead, silent, dying, saturated, vanishing; else fine. */
export function wireHealth(reading: HealthReading, context: HealthContext = {}): Health {
  const { forward } = reading;
  if (forward.count === 0 && forward.nonFinite === 0) {
    return { level: 'unknown', label: 'not measured', explanation: 'Nothing has been measured on this wire yet.' };
  }
  return exploding(reading) ?? (context.isData === true ? undefined : weak(reading, context)) ?? FINE;
}

const FINE: Health = {
  level: 'fine',
  label: 'fine',
  explanation: 'The values are spread well: neither silent nor stuck at a bound.',
};

function exploding({ forward, gradient }: HealthReading): Health | undefined {
  const broken = forward.nonFinite + (gradient?.nonFinite ?? 0);
  if (broken > 0) {
    return {
      level: 'exploding',
      label: 'not a number',
      explanation: `${plural(broken, 'value is', 'values are')} infinite or not a number. Lower the learning rate, or look at the wire before this one.`,
    };
  }
  const size = Math.max(Math.abs(forward.min), Math.abs(forward.max));
  if (size > limits.explodingSize) {
    return {
      level: 'exploding',
      label: 'exploding',
      explanation: `Values reach ${size.toExponential(1)}. Lower the learning rate, normalise the data, or start with smaller weights.`,
    };
  }
  const slope = gradient === undefined ? 0 : Math.max(Math.abs(gradient.min), Math.abs(gradient.max));
  if (slope <= limits.explodingGradient) return undefined;
  return {
    level: 'exploding',
    label: 'exploding gradient',
    explanation: `Gradients reach ${slope.toExponential(1)}: one step would throw the weights far away. Lower the learning rate or clip the gradient.`,
  };
}

function weak(
  { forward, units, deadUnits, saturated, gradientNorm }: HealthReading,
  { isOutput = false, canDie = true, addsZeros = false, strongestGradient = 0 }: HealthContext,
): Health | undefined {
  const dead = canDie && units > 0 ? deadUnits / units : 0;
  if (dead === 1) {
    return {
      level: 'dead',
      label: 'dead',
      explanation: `${units === 1 ? 'The only unit answers' : `All ${units} units answer`} zero to every example. No gradient comes through, so nothing before this wire can learn. Use LeakyReLU, lower the learning rate, or start the biases above zero.`,
    };
  }
  if (forward.zeros >= limits.allZeros || forward.std < limits.silentStd) {
    return {
      level: 'silent',
      label: 'silent',
      explanation:
        'All values are almost the same, so nothing is told apart from here on. Start with larger weights, or use batch normalisation.',
    };
  }
  if (!addsZeros && dead > limits.dyingUnits) {
    return {
      level: 'dying',
      label: 'dying',
      explanation: `${plural(deadUnits, 'unit')} of ${units} (${percent(dead)}) answer zero to every example and no longer learn. Lower the learning rate, or use LeakyReLU.`,
    };
  }
  if (!isOutput && saturated > limits.saturatedValues) {
    return {
      level: 'saturated',
      label: 'saturated',
      explanation: `${percent(saturated)} of the values sit at a bound of the activation, where its slope is almost zero. Start with smaller weights, or use batch normalisation.`,
    };
  }
  if (gradientNorm === undefined || gradientNorm >= strongestGradient * limits.vanishingGradient) return undefined;
  return {
    level: 'vanishing',
    label: gradientNorm === 0 ? 'no gradient' : 'weak gradient',
    explanation:
      gradientNorm === 0
        ? 'No gradient arrives here, so nothing before this wire learns.'
        : `The gradient here is ${Math.round(strongestGradient / gradientNorm).toLocaleString('en-US')} times weaker than where it is strongest: layers before this wire hardly learn. Use ReLU or a relative of it, batch normalisation, or a skip connection.`,
  };
}
