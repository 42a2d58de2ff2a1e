import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react';
import { Button } from './Button.tsx';
import { type Scale, scaleOf } from './scale.ts';

export interface Series {
  readonly name: string;
  readonly look: 'first' | 'second';
  readonly values: readonly number[];
}

interface Props {
  readonly title: string;
  readonly times: readonly string[];
  readonly series: readonly Series[];
  readonly showValue: (value: number) => string;
  readonly showTime: (time: string) => string;
  /** The value at the foot of the chart; charts of sizes begin at 0. */
  readonly from?: number;
  readonly binary?: 'binary';
}

const WIDTH = 640;
const HEIGHT = 200;
const BOX = { left: 4, right: 4, top: 12, bottom: 8 };

/** Lines over time. The arrow keys move through the points, which are read out; a button shows the same figures as a table. */
export function Chart({ title, times, series, showValue, showTime, from = 0, binary }: Props) {
  const [table, setTable] = useState(false);
  const [at, setAt] = useState<number | null>(null);
  const id = useId();
  const scale = scaleOf(series.flatMap((one) => one.values), from, binary ? 1024 : 1000);
  const x = (index: number) => BOX.left + (index / Math.max(1, times.length - 1)) * (WIDTH - BOX.left - BOX.right);
  const y = (value: number) => HEIGHT - BOX.bottom - ((value - scale.min) / (scale.max - scale.min)) * (HEIGHT - BOX.top - BOX.bottom);
  const point = at ?? times.length - 1;
  const said = `${showTime(times[point] ?? '')}: ${series.map((one) => `${one.name} ${showValue(one.values[point] ?? 0)}`).join(', ')}`;
  const move = (event: KeyboardEvent) => {
    const to = { ArrowLeft: point - 1, ArrowRight: point + 1, Home: 0, End: times.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setAt(Math.min(times.length - 1, Math.max(0, to)));
    }
  };
  const follow = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setAt(Math.round(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * (times.length - 1)));
  };
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption>
        <h3 id={id}>{title}</h3>
        <ul className="legend">
          {series.map((one) => (
            <li key={one.name}><span className={`swatch ${one.look}`} aria-hidden="true" />{one.name} <b>{showValue(one.values[point] ?? 0)}</b></li>
          ))}
          <li className="faint">{showTime(times[point] ?? '')}</li>
        </ul>
        <Button look="quiet" aria-pressed={table} onClick={() => setTable(!table)}>{table ? 'As chart' : 'As table'}</Button>
      </figcaption>
      {table ? <ChartTable title={title} times={times} series={series} showValue={showValue} showTime={showTime} /> : (
        <div
          className="plot" role="slider" tabIndex={0} aria-label={title} aria-valuemin={0} aria-valuemax={times.length - 1}
          aria-valuenow={point} aria-valuetext={said} onKeyDown={move} onBlur={() => setAt(null)}
        >
          <div className="ticks" aria-hidden="true">{scale.ticks.toReversed().map((tick) => <span key={tick}>{tick === 0 ? '0' : showValue(tick)}</span>)}</div>
          <svg
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true"
            onPointerMove={follow} onPointerLeave={() => setAt(null)}
          >
            <Grid scale={scale} y={y} />
            {series.map((one) => <path key={`${one.name}-area`} className={`area ${one.look}`} d={areaOf(one.values, x, y, y(scale.min))} />)}
            {series.map((one) => <path key={one.name} className={`line ${one.look}`} d={lineOf(one.values, x, y)} />)}
            {at !== null && <line className="cursor" x1={x(at)} x2={x(at)} y1={BOX.top} y2={HEIGHT - BOX.bottom} />}
          </svg>
          <div className="times" aria-hidden="true"><span>{showTime(times[0] ?? '')}</span><span>{showTime(times.at(-1) ?? '')}</span></div>
        </div>
      )}
    </figure>
  );
}

function Grid({ scale, y }: { readonly scale: Scale; readonly y: (value: number) => number }) {
  return <>{scale.ticks.map((tick) => <line key={tick} className="grid" x1={0} x2={WIDTH} y1={y(tick)} y2={y(tick)} />)}</>;
}

function ChartTable({ title, times, series, showValue, showTime }: Pick<Props, 'title' | 'times' | 'series' | 'showValue' | 'showTime'>) {
  return (
    <div className="chart-table" tabIndex={0} role="region" aria-label={`${title}, as a table`}>
      <table>
        <thead><tr><th scope="col">Time</th>{series.map((one) => <th key={one.name} scope="col" className="number">{one.name}</th>)}</tr></thead>
        <tbody>
          {times.map((time, index) => (
            <tr key={time}>
              <th scope="row">{showTime(time)}</th>
              {series.map((one) => <td key={one.name} className="number">{showValue(one.values[index] ?? 0)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function lineOf(values: readonly number[], x: (index: number) => number, y: (value: number) => number): string {
  return values.map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`).join('');
}

function areaOf(values: readonly number[], x: (index: number) => number, y: (value: number) => number, foot: number): string {
  return `${lineOf(values, x, y)}L${x(values.length - 1).toFixed(1)} ${foot}L${x(0).toFixed(1)} ${foot}Z`;
}
