import { useState } from 'react';
import type { FlagDefinition } from '../../api/flagTypes.ts';
import { Choice } from '../../parts/Field.tsx';
import { brief, hasRule, offSwitch, served } from './definition.ts';
import type { Here } from './FlagsFrame.tsx';
import { ReasonDialog } from './ReasonForm.tsx';
import { useFlagChange } from './useFlagChange.ts';

interface Props {
  readonly here: Here;
  readonly name: string;
  readonly flag: FlagDefinition;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The kill switch. It names no version on purpose: whatever else was changed meanwhile, this has to be off now. */
export function TurnOff({ here, name, flag, onClose, onDone }: Props) {
  const variant = offSwitch(flag);
  const change = useFlagChange(here, (options, reason) => {
    // By the word “off”: that is what the server never lets wait for a second person.
    return here.api.edit([variant === null ? { kind: 'disable', flag: name } : { kind: 'serve', flag: name, variant: 'off' }], reason, options);
  }, () => {
    onDone();
    onClose();
  });
  return (
    <ReasonDialog title={<>Turn <bdi>{name}</bdi> off in {here.name}?</>} act="Turn off" look="danger" action={change} onClose={onClose}>
      <div className="prose">
        {variant === null
          ? <p>The flag is disabled as a whole, and programs use their own default. Its variants and its rule stay.</p>
          : <p>Everybody gets <b>{variant}</b> at once, and the flag’s rule is set aside. The version before keeps it: roll back to have it again.</p>}
        <p className="hint">Now everybody gets: {served(flag)}. Turning off never waits for another person.</p>
      </div>
    </ReasonDialog>
  );
}

/** Switches a disabled flag on again, as its variants and rule say. */
export function Enable({ here, name, flag, onClose, onDone }: Props) {
  const change = useFlagChange(here, (options, reason) => here.api.edit([{ kind: 'enable', flag: name }], reason, options), () => {
    onDone();
    onClose();
  });
  return (
    <ReasonDialog title={<>Enable <bdi>{name}</bdi> in {here.name}?</>} act="Enable" action={change} onClose={onClose}>
      <p>Everybody gets again what the flag says: {served({ ...flag, state: 'ENABLED' })}.</p>
    </ReasonDialog>
  );
}

/** Gives everybody the same variant. */
export function Serve({ here, name, flag, onClose, onDone, sequence }: Props & { readonly sequence: number }) {
  const variants = Object.entries(flag.variants ?? {}).map(([value, gives]) => ({ value, label: value, hint: brief(gives) }));
  const [variant, setVariant] = useState(variants.find(({ value }) => value !== flag.defaultVariant)?.value ?? '');
  const change = useFlagChange(here, (options, reason) => here.api.edit([{ kind: 'serve', flag: name, variant }], reason, { ...options, ifMatch: sequence }), () => {
    onDone();
    onClose();
  });
  return (
    <ReasonDialog title={<>Give everybody the same of <bdi>{name}</bdi> in {here.name}?</>} act="Publish" action={change} onClose={onClose}>
      <Choice legend="Everybody gets" value={variant} options={variants} onChange={setVariant} />
      {hasRule(flag) && <p className="hint">The flag’s rule is set aside; the version before keeps it.</p>}
    </ReasonDialog>
  );
}

/** Takes a flag out of the document; programs that still ask for it get their own default. */
export function Remove({ here, name, onClose, onDone, sequence }: Omit<Props, 'flag'> & { readonly sequence: number }) {
  const change = useFlagChange(here, (options, reason) => here.api.edit([{ kind: 'remove', flag: name }], reason, { ...options, ifMatch: sequence }), () => {
    onDone();
    onClose();
  });
  return (
    <ReasonDialog title={<>Remove <bdi>{name}</bdi> from {here.name}?</>} act="Remove flag" look="danger" action={change} onClose={onClose}>
      <p>Programs that still ask for <b><bdi>{name}</bdi></b> get their own default. Earlier versions keep the flag, and a rollback brings it back.</p>
    </ReasonDialog>
  );
}
