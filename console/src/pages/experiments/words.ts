import type { ExperimentPlan, ExperimentState, Finding, MetricResult, PlannedMetric, VariantResult } from '../../api/experiments.ts';
import { count, percent } from '../../format/numbers.ts';
import type { Tone } from '../../parts/Badge.tsx';

const figures = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4 });
const signed = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4, signDisplay: 'exceptZero' });

export function figure(value: number): string {
  return figures.format(value);
}

export function signedFigure(value: number): string {
  return signed.format(value);
}

export function signedPercent(share: number): string {
  return `${share > 0 ? '+' : share < 0 ? '−' : ''}${percent(Math.abs(share))}`;
}

/** How long a unit is watched: 90 minutes, 1 hour, 2 days. */
export function windowText(minutes: number): string {
  const [value, unit] = minutes % 1440 === 0 ? [minutes / 1440, 'day'] : minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return `${count(value)} ${unit}${value === 1 ? '' : 's'}`;
}

export const STATES: Readonly<Record<ExperimentState, { readonly tone: Tone; readonly text: string }>> = {
  draft: { tone: 'mute', text: 'Planned' },
  running: { tone: 'ok', text: 'Running' },
  stopped: { tone: 'info', text: 'Stopped' },
};

export const FINDINGS: Readonly<Record<Finding, { readonly tone: Tone; readonly text: string }>> = {
  too_few: { tone: 'mute', text: 'Too few units' },
  undecided: { tone: 'mute', text: 'Undecided' },
  better: { tone: 'ok', text: 'Better' },
  worse: { tone: 'bad', text: 'Worse' },
  holds: { tone: 'ok', text: 'Holds' },
  broken: { tone: 'bad', text: 'Broken' },
};

/** What was planned for the metric of a result; the same name may stand for two parts. */
export function plannedOf(plan: ExperimentPlan, { metric, part }: Pick<MetricResult, 'metric' | 'part'>): PlannedMetric | null {
  const of = { primary: [plan.primary], guardrail: plan.guardrails ?? [], secondary: plan.secondary ?? [] }[part];
  return of.find(({ name }) => name === metric) ?? null;
}

/** An interval said in words, for whoever does not see it. */
export function spoken({ variant, effect, finding }: VariantResult): string {
  if (effect === null) {
    return `${variant}: ${finding === null ? 'the control' : 'no interval yet'}`;
  }
  const { estimate, lower, upper } = effect.absolute;
  return `${variant}: ${signedFigure(estimate)}, between ${signedFigure(lower)} and ${signedFigure(upper)}${finding === null ? '' : `, ${FINDINGS[finding].text.toLowerCase()}`}`;
}
