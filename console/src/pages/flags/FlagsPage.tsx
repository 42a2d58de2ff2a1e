import { type ReactNode, useState } from 'react';
import { navigate, usePlace, withQuery } from '../../app/router.tsx';
import { useMay } from '../../app/session.tsx';
import { counted } from '../../format/numbers.ts';
import { Button } from '../../parts/Button.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { Empty, QueryView } from '../../parts/states.tsx';
import { addressOf } from './address.ts';
import { fits, type NamedFlag, namedFlags } from './definition.ts';
import { FlagsFrame, type Here } from './FlagsFrame.tsx';
import { FlagTable } from './FlagTable.tsx';
import { NewFlag } from './NewFlag.tsx';
import { Enable, TurnOff } from './SwitchDialogs.tsx';
import { type Flags, useFlags } from './useFlags.ts';

type Open = { readonly what: 'new' } | { readonly what: 'off' | 'enable'; readonly one: NamedFlag } | null;

export function FlagsPage() {
  return (
    <FlagsFrame part="flags" title="Flags" lead="What programs ask before they show or do something, for everybody or by rules.">
      {(here) => <AllFlags key={here.name} here={here} />}
    </FlagsFrame>
  );
}

function AllFlags({ here }: { readonly here: Here }) {
  const flags = useFlags(here);
  const may = useMay('operator');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const make = may ? <Button look="primary" icon="plus" onClick={() => setOpen({ what: 'new' })}>New flag</Button> : undefined;
  return (
    <QueryView query={flags}>
      {(data) => (
        <>
          {Object.keys(data.document.flags).length === 0
            ? <Empty icon="flags" title="No flags yet" action={make}><p>Make one here, or publish a file with <code>holdfast flags apply</code>.</p></Empty>
            : <Found here={here} flags={data} make={make} onOpen={setOpen} />}
          {open?.what === 'new' && <NewFlag here={here} flags={data} onClose={close} onDone={(key) => navigate(addressOf('flag', here.name, { key }))} />}
          {open?.what === 'off' && <TurnOff here={here} name={open.one.key} flag={open.one.flag} onClose={close} onDone={flags.reload} />}
          {open?.what === 'enable' && <Enable here={here} name={open.one.key} flag={open.one.flag} onClose={close} onDone={flags.reload} />}
        </>
      )}
    </QueryView>
  );
}

interface FoundProps {
  readonly here: Here;
  readonly flags: Flags;
  readonly make: ReactNode;
  readonly onOpen: (open: Open) => void;
}

function Found({ here, flags, make, onOpen }: FoundProps) {
  const place = usePlace();
  const search = place.query.get('q') ?? '';
  const all = namedFlags(flags.document.flags);
  const found = all.filter((one) => fits(one, search));
  const find = (text: string) => navigate(withQuery(place, { q: text }), 'replace');
  return (
    <>
      <div className="filters">
        <SearchBox label="Name, owner or stage" value={search} onChange={find} />
        <span className="filters-end">{make}</span>
      </div>
      {found.length === 0
        ? <Empty icon="search" title="No flag fits" action={<Button onClick={() => find('')}>Show all</Button>} />
        : <FlagTable here={here} flags={flags} rows={found} onOff={(one) => onOpen({ what: 'off', one })} onEnable={(one) => onOpen({ what: 'enable', one })} />}
      <p className="list-note" role="status">{found.length === all.length ? counted(all.length, 'flag') : `${found.length} of ${counted(all.length, 'flag')}`}, version {flags.sequence}</p>
    </>
  );
}
