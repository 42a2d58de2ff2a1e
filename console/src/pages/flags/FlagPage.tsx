import { useState } from 'react';
import type { FlagDefinition } from '../../api/flagTypes.ts';
import { navigate, usePlace } from '../../app/router.tsx';
import { useMay } from '../../app/session.tsx';
import { Button, ButtonLink } from '../../parts/Button.tsx';
import { FileName } from '../../parts/FileName.tsx';
import { Facts, Section } from '../../parts/Page.tsx';
import { Empty, QueryView, Skeleton } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';
import { addressOf } from './address.ts';
import { BeginRollout } from './BeginRollout.tsx';
import { lastChanges, namedFlags, offSwitch, served, standing } from './definition.ts';
import { type Draft, FlagEditor } from './FlagEditor.tsx';
import { FlagsFrame, type Here } from './FlagsFrame.tsx';
import { StaleMarks, Standing } from './marks.tsx';
import { Preview } from './Preview.tsx';
import { Enable, Remove, Serve, TurnOff } from './SwitchDialogs.tsx';
import { type Flags, useFlags } from './useFlags.ts';

export function FlagPage() {
  const key = usePlace().query.get('key') ?? '';
  return (
    <FlagsFrame
      part="flag" title={`Flag ${key}`} heading={<FileName text={key} />} lead="What it gives, to whom, and why somebody got what they got."
      back={(name) => ({ to: addressOf('flags', name), text: 'Flags' })}
    >
      {(here) => <Shown key={`${here.name} ${key}`} here={here} name={key} />}
    </FlagsFrame>
  );
}

function Shown({ here, name }: { readonly here: Here; readonly name: string }) {
  const flags = useFlags(here);
  return (
    <QueryView query={flags} skeleton={<Skeleton rows={3} look="panel" />}>
      {(data) => {
        const flag = Object.hasOwn(data.document.flags, name) ? data.document.flags[name] : undefined;
        return flag === undefined
          ? <Empty icon="flags" title="There is no such flag here"><p>Version {data.sequence} of {here.name} has no flag <b><FileName text={name} /></b>. An earlier one may have it.</p></Empty>
          : <One here={here} name={name} flag={flag} flags={data} onChanged={flags.reload} />;
      }}
    </QueryView>
  );
}

interface OneProps {
  readonly here: Here;
  readonly name: string;
  readonly flag: FlagDefinition;
  readonly flags: Flags;
  readonly onChanged: () => void;
}

function One({ here, name, flag, flags, onChanged }: OneProps) {
  const [open, setOpen] = useState<Opened | null>(null);
  const [draft, setDraft] = useState<Draft>(null);
  const close = () => setOpen(null);
  const dialog = { here, name, onClose: close, onDone: onChanged };
  return (
    <>
      <Section title="At a glance" actions={<Acts here={here} name={name} flag={flag} onOpen={setOpen} />}>
        <Glance name={name} flag={flag} flags={flags} />
      </Section>
      <FlagEditor here={here} name={name} flag={flag} sequence={flags.sequence} onChanged={onChanged} onDraft={setDraft} />
      <Preview here={here} name={name} sequence={flags.sequence} draft={draft} />
      {open === 'off' && <TurnOff {...dialog} flag={flag} />}
      {open === 'serve' && <Serve {...dialog} flag={flag} sequence={flags.sequence} />}
      {open === 'enable' && <Enable {...dialog} flag={flag} />}
      {open === 'remove' && <Remove {...dialog} sequence={flags.sequence} onDone={() => navigate(addressOf('flags', here.name))} />}
      {open === 'rollout' && <BeginRollout {...dialog} flag={flag} />}
    </>
  );
}

type Opened = 'off' | 'enable' | 'serve' | 'remove' | 'rollout';

function Acts({ here, name, flag, onOpen }: { readonly here: Here; readonly name: string; readonly flag: FlagDefinition; readonly onOpen: (what: Opened) => void }) {
  const may = useMay('operator');
  const stands = standing(flag);
  const hasChoice = may && stands !== 'disabled' && Object.keys(flag.variants ?? {}).length > 1;
  return (
    <>
      <ButtonLink to={addressOf('history', here.name, { flag: name })} icon="history" look="quiet">Its versions</ButtonLink>
      {may && <Button look="quiet" icon="trash" onClick={() => onOpen('remove')}>Remove</Button>}
      {hasChoice && <Button icon="play" onClick={() => onOpen('rollout')}>Roll out</Button>}
      {hasChoice && <Button onClick={() => onOpen('serve')}>Give everybody…</Button>}
      {may && stands === 'disabled' && <Button icon="check" onClick={() => onOpen('enable')}>Enable</Button>}
      {may && (stands === 'on' || stands === 'rule') && <Button look="danger" onClick={() => onOpen('off')}>{offSwitch(flag) === null ? 'Disable' : 'Turn off'}</Button>}
    </>
  );
}

function Glance({ name, flag, flags }: Pick<OneProps, 'name' | 'flag' | 'flags'>) {
  const [named] = namedFlags({ [name]: flag });
  const last = lastChanges(flags.versions).get(name);
  const stale = flags.stale.get(name);
  const needs = Object.entries(flag.prerequisites ?? {}).map(([other, wanted]) => `${other}: ${Array.isArray(wanted) ? wanted.join(' or ') : String(wanted)}`);
  const expires = flag.metadata?.['expires'];
  return (
    <Facts facts={[
      { label: 'State', value: <Standing flag={flag} /> },
      { label: 'Everybody gets', value: <bdi>{served(flag)}</bdi> },
      { label: 'Variants', value: <Variants flag={flag} /> },
      ...(needs.length === 0 ? [] : [{ label: 'Needs', value: <bdi>{needs.join(', ')}</bdi> }]),
      { label: 'Stage', value: named?.stage || <span className="faint">none</span> },
      { label: 'Owner', value: named?.owner || <span className="faint">nobody named</span> },
      ...(typeof expires === 'string' ? [{ label: 'Expires', value: <bdi>{expires}</bdi> }] : []),
      ...(stale ? [{ label: 'To clean up', value: <StaleMarks stale={stale} /> }] : []),
      { label: 'Last change', value: last ? <>version {last.sequence}, <Time at={last.time} look="relative" />, by <bdi>{last.author}</bdi>: <bdi>{last.reason}</bdi></> : 'earlier' },
    ]} />
  );
}

function Variants({ flag }: { readonly flag: FlagDefinition }) {
  return <span className="variants">{Object.entries(flag.variants ?? {}).map(([name, value]) => <span key={name}><bdi>{name}</bdi> <code>{JSON.stringify(value)}</code></span>)}</span>;
}
