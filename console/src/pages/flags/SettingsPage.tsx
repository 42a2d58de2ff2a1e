import { type FormEvent, useState } from 'react';
import type { Settings } from '../../api/flags.ts';
import { useTell } from '../../app/notices.tsx';
import { navigate } from '../../app/router.tsx';
import { useMay } from '../../app/session.tsx';
import { useAction } from '../../data/useAction.ts';
import { Button } from '../../parts/Button.tsx';
import { Choice, Field } from '../../parts/Field.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Facts, Section } from '../../parts/Page.tsx';
import { ErrorNote } from '../../parts/states.tsx';
import { addressOf } from './address.ts';
import { FlagsFrame, type Here } from './FlagsFrame.tsx';
import { NewEnvironment } from './NewEnvironment.tsx';
import { OutOfService } from './OutOfService.tsx';
import { originsOf } from './origins.ts';

const APPROVAL = [
  { value: 'none', label: 'At once', hint: 'A change is published as soon as an operator makes it.' },
  { value: 'four_eyes', label: 'By two people', hint: 'A change waits until another person approves it. Turning a flag off never waits.' },
] as const;
const EVALUATION = [
  { value: 'known', label: 'Programs with a token', hint: 'Evaluating needs a token or a sign-in, of any role.' },
  { value: 'open', label: 'Everybody', hint: 'Who reaches the server may evaluate. The rules themselves always need a token.' },
] as const;

export function FlagSettingsPage() {
  return (
    <FlagsFrame part="settings" title="Settings of flags" lead="How changes come about in an environment, and who may ask for its flags.">
      {(here) => <Environment key={here.name} here={here} />}
    </FlagsFrame>
  );
}

function Environment({ here }: { readonly here: Here }) {
  const admin = useMay('admin');
  const [open, setOpen] = useState(false);
  const { environment } = here;
  return (
    <>
      <Section title={here.name} actions={admin && <Button icon="plus" onClick={() => setOpen(true)}>New environment</Button>}>
        <Facts facts={[
          { label: 'Flags', value: environment.flags },
          { label: 'Version', value: environment.sequence },
          { label: 'Address for OFREP', value: <code>{location.origin}{environment.endpoint}</code> },
        ]} />
      </Section>
      {admin ? <Form key={JSON.stringify([environment.approval, environment.evaluation, environment.origins])} here={here} /> : <Looked here={here} />}
      {admin && <OutOfService here={here} />}
      {open && <NewEnvironment project={environment.project} onClose={() => setOpen(false)} onDone={(name) => {
        here.reload();
        navigate(addressOf('settings', name));
      }} />}
    </>
  );
}

function Form({ here }: { readonly here: Here }) {
  const { approval, evaluation, origins } = here.environment;
  const tell = useTell();
  const [draft, setDraft] = useState<Settings>({ approval, evaluation, origins });
  const [text, setText] = useState(origins.join('\n'));
  const wanted = { ...draft, origins: originsOf(text) };
  const changed = JSON.stringify(wanted) !== JSON.stringify({ approval, evaluation, origins });
  const save = useAction(async (options) => {
    await here.api.change(wanted, options);
    tell(<>The settings of {here.name} are saved.</>);
    here.reload();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save.run();
  };
  return (
    <form className="policy" aria-label="Settings" onSubmit={submit}>
      <Section title="What holds here">
        <div className="form-grid">
          <Choice legend="Changes are published" value={draft.approval} options={APPROVAL} onChange={(value) => setDraft({ ...draft, approval: value })} />
          <Choice legend="Flags are evaluated for" value={draft.evaluation} options={EVALUATION} onChange={(value) => setDraft({ ...draft, evaluation: value })} />
        </div>
        <Field label="Sites whose pages may ask" hint="Origins such as https://shop.example, one a line. Empty: none but this server’s own.">
          {(props) => <textarea {...props} className="flag-text" rows={4} value={text} spellCheck={false} autoCapitalize="none" autoComplete="off" onChange={(event) => setText(event.target.value)} />}
        </Field>
        {approval === 'four_eyes' && draft.approval === 'none' && <p className="note warn"><Icon name="warning" /><span>From then on one person alone can change flags here. The audit log shows who decided that.</span></p>}
      </Section>
      <div className="save-bar" data-changed={changed || undefined}>
        <ErrorNote error={save.error} />
        <p role="status">{changed ? 'There are changes that are not saved.' : 'Everything is saved.'}</p>
        <Button type="submit" look="primary" busy={save.busy} disabled={!changed}>Save settings</Button>
      </div>
    </form>
  );
}

function Looked({ here: { environment: { approval, evaluation, origins } } }: { readonly here: Here }) {
  return (
    <Section title="What holds here">
      <Facts facts={[
        { label: 'Changes are published', value: APPROVAL.find(({ value }) => value === approval)?.hint },
        { label: 'Flags are evaluated for', value: EVALUATION.find(({ value }) => value === evaluation)?.hint },
        { label: 'Sites whose pages may ask', value: origins.length === 0 ? 'None but this server’s own.' : origins.join(', ') },
      ]} />
      <p className="note info"><Icon name="lock" />Administrators of the whole server change this.</p>
    </Section>
  );
}
