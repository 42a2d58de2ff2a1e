import { useState } from 'react';
import type { FlagDefinition } from '../../api/flagTypes.ts';
import { Choice, Field } from '../../parts/Field.tsx';
import type { Here } from './FlagsFrame.tsx';
import { ReasonDialog } from './ReasonForm.tsx';
import { type FlagKind, newFlag } from './newDefinition.ts';
import type { Flags } from './useFlags.ts';
import { useFlagChange } from './useFlagChange.ts';

const KINDS: readonly { readonly value: FlagKind; readonly label: string; readonly hint: string }[] = [
  { value: 'boolean', label: 'On or off', hint: 'Begins off for everybody.' },
  { value: 'string', label: 'A text', hint: 'Begins with the one variant “standard”; the next page adds others.' },
  { value: 'number', label: 'A number', hint: 'Likewise.' },
];

interface Props {
  readonly here: Here;
  readonly flags: Flags;
  readonly onClose: () => void;
  readonly onDone: (key: string) => void;
}

/** A flag that changes nothing yet: everybody gets what programs do without it. */
export function NewFlag({ here, flags, onClose, onDone }: Props) {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<FlagKind>('boolean');
  const [owner, setOwner] = useState('');
  const taken = Object.hasOwn(flags.document.flags, name);
  const create = useFlagChange(here, (options, reason) => {
    const definition: FlagDefinition = newFlag(kind, owner.trim());
    return here.api.edit([{ kind: 'put', flag: name, definition: { ...definition } as never }], reason, { ...options, ifMatch: flags.sequence });
  }, (outcome) => {
    onClose();
    if (outcome.outcome !== 'waits') {
      onDone(name);
    }
  });
  return (
    <ReasonDialog title={`New flag in ${here.name}`} act="Create flag" action={create} onClose={onClose} ready={!taken}>
      <Field label="Name" hint="As programs ask for it, for example new-checkout or shop/basket-limit." error={taken ? 'There is a flag of this name.' : null}>
        {(props) => <input {...props} value={name} onChange={(event) => setName(event.target.value)} required maxLength={200} autoComplete="off" autoCapitalize="none" spellCheck={false} />}
      </Field>
      <Choice legend="What it gives" value={kind} onChange={setKind} options={KINDS} />
      <Field label="Owner" hint="Who is asked about it; may stay empty.">
        {(props) => <input {...props} value={owner} onChange={(event) => setOwner(event.target.value)} maxLength={100} autoComplete="off" />}
      </Field>
    </ReasonDialog>
  );
}
