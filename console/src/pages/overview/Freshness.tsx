import type { Agent } from '../../api/types.ts';
import { counted } from '../../format/numbers.ts';
import { millisOf } from '../../format/time.ts';

const HOUR = 3_600_000;
const MARKS = [{ hours: 1, text: '1 h' }, { hours: 24, text: '1 day' }, { hours: 168, text: '1 week' }, { hours: 720, text: '1 month' }] as const;
const OLDEST = 24 * 60;

/** Every machine as a mark on one line, by the age of its last good backup; the table below says the same in words. */
export function Freshness({ agents, now }: { readonly agents: readonly Agent[]; readonly now: number }) {
  const aged = agents.flatMap((agent) => {
    const at = millisOf(agent.last_success);
    return at === null ? [] : [{ agent, hours: Math.max(0, now - at) / HOUR }];
  });
  const never = agents.length - aged.length;
  const fresh = aged.filter((one) => one.hours <= 24).length;
  const said = `Age of the last good backup: ${counted(fresh, 'machine')} within a day, ${aged.length - fresh} older, ${never} without any.`;
  return (
    <div className="freshness">
      <p className="freshness-title" aria-hidden="true">Age of the last good backup</p>
      <svg viewBox="0 0 1000 44" preserveAspectRatio="none" role="img" aria-label={said}>
        <line className="axis" x1="0" x2="1000" y1="22" y2="22" />
        {MARKS.map((mark) => <line key={mark.hours} className="mark" x1={place(mark.hours)} x2={place(mark.hours)} y1="6" y2="38" />)}
        {aged.map(({ agent, hours }) => (
          <line key={agent.id} className={`machine ${agent.state}`} x1={place(hours)} x2={place(hours)} y1="11" y2="33"><title>{agent.name}</title></line>
        ))}
      </svg>
      <div className="freshness-marks" aria-hidden="true">
        <span>now</span>
        {MARKS.map((mark) => <span key={mark.hours} data-mark={mark.hours}>{mark.text}</span>)}
      </div>
    </div>
  );
}

/** The recent hours take most of the line: a logarithm, from now to two months. */
function place(hours: number): number {
  return 4 + 992 * (Math.log1p(Math.min(hours, OLDEST)) / Math.log1p(OLDEST));
}
