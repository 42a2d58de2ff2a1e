export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

const STEPS = { 1000: [1, 2, 2.5, 5, 10], 1024: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] } as const;
const WANTED = 4;

/** An axis with few, round marks, in steps of the unit's base: 0, 64 GiB, 128 GiB, 192 GiB. */
export function scaleOf(values: readonly number[], from: number, base: 1000 | 1024): Scale {
  const top = Math.max(from, ...values);
  const span = top - from || 1;
  const step = roundStep(span / WANTED, base);
  const marks = Math.max(1, Math.ceil(span / step));
  const ticks = Array.from({ length: marks + 1 }, (_, at) => from + at * step);
  return { min: from, max: from + marks * step, ticks };
}

function roundStep(wanted: number, base: 1000 | 1024): number {
  const factor = base === 1000 ? 10 : 1024;
  const power = factor ** Math.floor(Math.log(wanted) / Math.log(factor));
  const step = STEPS[base].find((one) => one * power >= wanted) ?? factor;
  return step * power;
}
