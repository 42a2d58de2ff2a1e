import type { ExperimentPlan, MetricResult, VariantResult } from '../../api/experiments.ts';
import { count, percent } from '../../format/numbers.ts';
import { Badge } from '../../parts/Badge.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Intervals } from '../../parts/Intervals.tsx';
import { toleratedEffect } from '../../parts/spans.ts';
import { Section } from '../../parts/Page.tsx';
import { figure, FINDINGS, plannedOf, signedFigure, signedPercent, spoken } from './words.ts';

const PARTS = { primary: 'Primary: this metric decides', guardrail: 'Guardrail', secondary: 'Secondary: it decides nothing' } as const;

const COLUMNS: readonly Column<VariantResult>[] = [
  { key: 'variant', head: 'Variant', cell: ({ variant }) => <bdi>{variant}</bdi> },
  { key: 'units', head: 'Units', look: 'number', cell: ({ units }) => count(units) },
  { key: 'mean', head: 'Mean', look: 'number', cell: ({ mean }) => figure(mean) },
  { key: 'effect', head: 'Effect', look: 'number', cell: ({ effect }) => (effect ? signedFigure(effect.absolute.estimate) : '–') },
  { key: 'interval', head: 'Interval', look: 'number', cell: ({ effect }) => (effect ? `${signedFigure(effect.absolute.lower)} to ${signedFigure(effect.absolute.upper)}` : '–') },
  { key: 'relative', head: 'Relative', look: 'number', cell: ({ effect }) => (effect?.relative ? signedPercent(effect.relative.estimate) : '–') },
  { key: 'finding', head: 'Finding', cell: ({ finding }) => (finding ? <Badge tone={FINDINGS[finding].tone}>{FINDINGS[finding].text}</Badge> : <span className="faint">control</span>) },
];

/** One metric in each variant: its intervals as a picture, and everything as a table. */
export function MetricView({ metric, plan }: { readonly metric: MetricResult; readonly plan: ExperimentPlan }) {
  const planned = plannedOf(plan, metric);
  const effects = metric.variants.filter((one) => one.effect !== null);
  const control = metric.variants[0];
  const tolerated = planned?.margin != null && control ? toleratedEffect(planned.better ?? 'higher', planned.margin, control.mean) : null;
  const adjusted = effects[0]?.effect;
  return (
    <Section title={metric.metric} lead={leadOf(metric, planned?.better ?? 'higher', planned?.margin ?? null)}>
      {effects.length > 0 && (
        <Intervals
          title={`Effects on ${metric.metric}`} tolerated={tolerated} show={signedFigure}
          rows={effects.flatMap((one) => (one.effect ? [{ name: one.variant, span: one.effect.absolute, said: spoken(one), tone: one.finding ? FINDINGS[one.finding].tone : 'mute' as const }] : []))}
        />
      )}
      <DataTable caption={metric.metric} columns={COLUMNS} rows={metric.variants} rowKey={({ variant }) => variant} />
      {planned?.covariate != null && adjusted?.unadjusted && (
        <p className="hint">
          Effects and intervals are of what <code>{planned.covariate}</code> before the first exposure does not explain (CUPED): it takes {percent(adjusted.explained)} of the
          variance away. Without it: {effects.map((one) => `${one.variant} ${one.effect?.unadjusted ? signedFigure(one.effect.unadjusted.estimate) : '–'}`).join(', ')}.
        </p>
      )}
    </Section>
  );
}

function leadOf({ part }: MetricResult, better: 'higher' | 'lower', margin: number | null): string {
  const tolerated = margin === null ? '' : `, up to ${percent(margin)} worse is tolerated`;
  return `${PARTS[part]}; ${better} is better${tolerated}.`;
}
