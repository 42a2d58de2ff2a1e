export interface Span {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Axis {
  readonly min: number;
  readonly max: number;
}

const AIR = 0.06;

/** An axis on which all intervals, zero, and whatever else is marked lie, with some air at both ends. */
export function axisOf(spans: readonly Span[], marks: readonly number[] = []): Axis {
  const values = [0, ...marks, ...spans.flatMap((span) => [span.lower, span.upper, span.estimate])].filter(Number.isFinite);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const air = (high - low || 1) * AIR;
  return { min: low - air, max: high + air };
}

/** Where a value lies on the axis, between 0 and the width; what is beyond lies at its end. */
export function placeOf(value: number, axis: Axis, width: number): number {
  const place = ((value - axis.min) / (axis.max - axis.min)) * width;
  return Math.min(width, Math.max(0, place));
}

/** Where the worst tolerated effect of a guardrail lies. */
export function toleratedEffect(better: 'higher' | 'lower', margin: number, controlMean: number): number {
  const distance = margin * Math.abs(controlMean);
  return better === 'lower' ? distance : -distance;
}
