import type { Tone } from './Badge.tsx';
import { axisOf, placeOf, type Span } from './spans.ts';

interface Row {
  readonly name: string;
  readonly span: Span;
  /** The same in words. */
  readonly said: string;
  readonly tone: Tone;
}

interface Props {
  readonly title: string;
  readonly rows: readonly Row[];
  /** Where the worst tolerated effect lies; null if nothing was planned about it. */
  readonly tolerated: number | null;
  readonly show: (value: number) => string;
}

const WIDTH = 1000;
const HEIGHT = 28;

/** Intervals around their estimates over a common axis with zero on it. To who can't see it, it is said in words. */
export function Intervals({ title, rows, tolerated, show }: Props) {
  const axis = axisOf(rows.map(({ span }) => span), tolerated === null ? [] : [tolerated]);
  const x = (value: number) => placeOf(value, axis, WIDTH);
  const said = `${title}. ${rows.map((row) => row.said).join('. ')}.${tolerated === null ? '' : ` Tolerated: ${show(tolerated)}.`}`;
  return (
    <div className="intervals" role="img" aria-label={said}>
      {rows.map(({ name, span, tone }) => (
        <div key={name} className="interval">
          <span>{name}</span>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className={tone} aria-hidden="true">
            <line className="zero" x1={x(0)} x2={x(0)} y1={0} y2={HEIGHT} />
            {tolerated !== null && <line className="tolerated" x1={x(tolerated)} x2={x(tolerated)} y1={0} y2={HEIGHT} />}
            <line className="span" x1={x(span.lower)} x2={x(span.upper)} y1={HEIGHT / 2} y2={HEIGHT / 2} />
            <line className="estimate" x1={x(span.estimate)} x2={x(span.estimate)} y1={5} y2={HEIGHT - 5} />
          </svg>
        </div>
      ))}
      <div className="interval interval-key">
        <span />
        <span>{show(axis.min)} to {show(axis.max)}; the solid line is no effect{tolerated === null ? '' : ', the dashed one what is tolerated'}</span>
      </div>
    </div>
  );
}
