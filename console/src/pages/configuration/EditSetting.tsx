import { type FormEvent, useState } from 'react';
import type { Checked, Configuration, ConfigurationOverview, Setting } from '../../api/configuration.ts';
import { useTell } from '../../app/notices.tsx';
import { useAction } from '../../data/useAction.ts';
import { shownValue } from '../../format/setting.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Choice, Field } from '../../parts/Field.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { ErrorNote } from '../../parts/states.tsx';
import { Changes, Problems } from './Changes.tsx';
import { Conflict } from './Conflict.tsx';
import { type Draft, draftOf, entryOf, withEntry, type Wrong } from './draft.ts';
import { useConfiguration } from './useConfiguration.ts';
import { ValueField } from './ValueField.tsx';

interface Props {
  readonly setting: Setting;
  readonly overview: ConfigurationOverview;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Changes one setting: what is typed is checked by the server first, then published on top of the version that was shown. */
export function EditSetting({ setting, overview, onClose, onDone }: Props) {
  const api = useConfiguration();
  const tell = useTell();
  const [base, setBase] = useState<Configuration>(overview.configuration);
  const [draft, setDraft] = useState(() => draftOf(setting, base.document.settings?.[setting.name]));
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<Wrong>({});
  const [checked, setChecked] = useState<Checked | null>(null);
  const change = (next: Draft) => {
    setDraft(next);
    setChecked(null);
    setWrong({});
  };
  const read = entryOf(setting, draft);
  const document = withEntry(base.document, setting.name, 'entry' in read ? read.entry : null);
  const check = useAction(async (options) => setChecked(await api.check(document, options)));
  const publish = useAction(async (options) => {
    await api.publish(document, reason, base.version.sequence, options);
    onDone();
    tell(`${setting.name} is changed.`, { to: '/server/configuration/history', text: 'See the history' });
    onClose();
  });
  const sound = checked !== null && checked.problems.length === 0 && checked.changes.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if ('wrong' in read) {
      setWrong(read.wrong);
    } else {
      void (sound ? publish : check).run();
    }
  };
  return (
    <Dialog title={<>Change <code>{setting.name}</code></>} size="wide" onClose={onClose}>
      <p className="hint">{setting.description} Default: {shownValue(setting, setting.default)}.</p>
      <form onSubmit={submit} noValidate>
        <Fields setting={setting} draft={draft} wrong={wrong} onChange={change} />
        <Field label="Reason" hint="Kept in the history for ever, for whoever wonders later.">
          {(props) => <input {...props} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} autoComplete="off" />}
        </Field>
        <div role="status">{checked && <Verdict checked={checked} settings={overview.settings} />}</div>
        <ErrorNote error={check.error ?? (publish.error?.status === 412 ? null : publish.error)} />
        {publish.error?.status === 412 && (
          <Conflict setting={setting} settings={overview.settings} base={base.version.sequence} onTake={(newer) => {
            setBase(newer);
            setChecked(null);
            publish.clear();
          }} />
        )}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          {sound
            ? <Button type="submit" look="primary" busy={publish.busy} disabled={reason.trim() === ''}>Publish</Button>
            : <Button type="submit" look="primary" busy={check.busy}>Check</Button>}
        </div>
      </form>
    </Dialog>
  );
}

function Verdict({ checked, settings }: { readonly checked: Checked; readonly settings: readonly Setting[] }) {
  if (checked.problems.length === 0 && checked.changes.length === 0) {
    return <div className="note info"><Icon name="check" /><p>This is what holds already: there is nothing to publish.</p></div>;
  }
  return checked.problems.length > 0
    ? <div className="note bad"><Icon name="error" /><div><p><strong>This can’t be published.</strong></p><Problems problems={checked.problems} /></div></div>
    : <div className="note info"><Icon name="check" /><div><p><strong>Checked. Publishing changes this:</strong></p><Changes changes={checked.changes} settings={settings} /></div></div>;
}

interface FieldsProps {
  readonly setting: Setting;
  readonly draft: Draft;
  readonly wrong: Wrong;
  readonly onChange: (draft: Draft) => void;
}

function Fields({ setting, draft, wrong, onChange }: FieldsProps) {
  return (
    <>
      <Choice
        legend="Everywhere" value={draft.everywhere} onChange={(everywhere) => onChange({ ...draft, everywhere })}
        options={[{ value: 'default', label: 'The default', hint: shownValue(setting, setting.default) }, { value: 'value', label: 'Another value' }]}
      />
      {draft.everywhere === 'value' && <ValueField label="Value" setting={setting} value={draft.value} error={wrong.value} onChange={(value) => onChange({ ...draft, value })} />}
      <Choice
        legend="Before all others" value={draft.staged} onChange={(staged) => onChange({ ...draft, staged })}
        options={[{ value: 'none', label: 'Nobody' }, { value: 'stage', label: 'A stage', hint: 'Some instances have another value first.' }]}
      />
      {draft.staged === 'stage' && (
        <>
          <ValueField label="Value in the stage" setting={setting} value={draft.stageValue} error={wrong.stageValue} onChange={(stageValue) => onChange({ ...draft, stageValue })} />
          <div className="form-grid">
            <Field label="Cells" hint="Separated by commas; an agent is in tenant:NAME too.">
              {(props) => <input {...props} value={draft.cells} onChange={(event) => onChange({ ...draft, cells: event.target.value })} autoComplete="off" spellCheck={false} />}
            </Field>
            <Field label="Part of the others (%)" hint="The same instances for every setting." error={wrong.percent ?? null}>
              {(props) => (
                <input {...props} type="number" inputMode="numeric" min={0} max={100} value={draft.percent} onChange={(event) => onChange({ ...draft, percent: event.target.value })} />
              )}
            </Field>
          </div>
        </>
      )}
    </>
  );
}
