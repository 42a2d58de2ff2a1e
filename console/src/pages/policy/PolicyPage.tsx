import { useState } from 'react';
import type { Policy } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useMay } from '../../app/session.tsx';
import { useTenant } from '../../app/tenant.tsx';
import { useAction } from '../../data/useAction.ts';
import { useQuery } from '../../data/useQuery.ts';
import { dateTime } from '../../format/time.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { ErrorNote, QueryView, Skeleton } from '../../parts/states.tsx';
import { Approvals } from './Approvals.tsx';
import { Preview } from './Preview.tsx';
import { RetentionFields } from './RetentionFields.tsx';
import { CronField, NumberField } from './fields.tsx';

export function PolicyPage() {
  const api = useTenant();
  const policy = useQuery(`${api.tenant}/policy`, (signal) => api.policy({ signal }));
  const [round, setRound] = useState(0);
  return (
    <Page title="Policy" lead={<>What is kept, for how long, and when the server looks after <b>{api.tenant}</b>.</>}>
      <Approvals round={round} onDecided={policy.reload} />
      <QueryView query={policy} skeleton={<Skeleton rows={3} look="panel" />}>
        {(data) => <Form key={data.version} policy={data} onSaved={policy.put} onReload={policy.reload} onApproval={() => setRound(round + 1)} />}
      </QueryView>
    </Page>
  );
}

interface FormProps {
  readonly policy: Policy;
  readonly onSaved: (policy: Policy) => void;
  readonly onReload: () => void;
  readonly onApproval: () => void;
}

function Form({ policy, onSaved, onReload, onApproval }: FormProps) {
  const api = useTenant();
  const tell = useTell();
  const may = useMay('operator');
  const [draft, setDraft] = useState(policy);
  const changed = JSON.stringify(draft) !== JSON.stringify(policy);
  const shorter = draft.minimum_age_days < policy.minimum_age_days;
  const save = useAction(async (options) => {
    const answer = await api.setPolicy(draft, options);
    if (answer.outcome === 'approval') {
      tell(<>The shorter minimum age waits for a second person, or until {dateTime(answer.approval.effective_after)}. The rest is saved.</>);
      onApproval();
      onReload();
    } else {
      tell('The policy is saved.');
      onSaved(answer.value);
    }
  });
  return (
    <form
      className="policy" aria-label="Policy"
      onSubmit={(event) => {
        event.preventDefault();
        void save.run();
      }}
    >
      <fieldset disabled={!may} className="bare-fieldset">
        <legend className="unseen">Policy</legend>
        <Section title="Retention" lead="A snapshot stays when any of these rules wants it. Protected ones always stay.">
          <RetentionFields retention={draft.retention} onChange={(retention) => setDraft({ ...draft, retention })} />
          {may && <Preview policy={draft} />}
        </Section>
        <Section title="Safety">
          <div className="form-grid">
            <NumberField
              label="Minimum age" unit="days" min={0} value={draft.minimum_age_days} onChange={(value) => setDraft({ ...draft, minimum_age_days: value ?? 0 })}
              hint={shorter ? 'Shorter than now: this waits for a second person, or three days.' : 'Nothing younger can be forgotten, by anybody or any rule.'}
            />
            <NumberField
              label="Late after" unit="hours" min={1} value={draft.late_after_hours} onChange={(value) => setDraft({ ...draft, late_after_hours: value ?? 1 })}
              hint="Without a good backup for this long, a machine is shown as late."
            />
          </div>
        </Section>
        <Section title="Upkeep">
          <div className="form-grid">
            <CronField label="Collection" value={draft.collection.schedule} onChange={(schedule) => setDraft({ ...draft, collection: { ...draft.collection, schedule } })} />
            <NumberField
              label="Unused space tolerated" unit="%" min={0} max={100} value={draft.collection.max_unused_percent} hint="Packs with more garbage than this are written anew."
              onChange={(value) => setDraft({ ...draft, collection: { ...draft.collection, max_unused_percent: value ?? 0 } })}
            />
            <CronField label="Scrub" value={draft.scrub.schedule} onChange={(schedule) => setDraft({ ...draft, scrub: { ...draft.scrub, schedule } })} />
            <NumberField
              label="Read in each scrub" unit="%" min={1} max={100} value={draft.scrub.percent_per_run} hint="With 10 % each week everything is read in ten weeks."
              onChange={(value) => setDraft({ ...draft, scrub: { ...draft.scrub, percent_per_run: value ?? 1 } })}
            />
          </div>
        </Section>
      </fieldset>
      {may ? (
        <div className="save-bar" data-changed={changed || undefined}>
          <ErrorNote error={save.error} />
          {save.error?.status === 412 && <Button icon="reload" onClick={onReload}>Load what is there now</Button>}
          <p role="status">{changed ? 'There are changes that are not saved.' : 'Everything is saved.'}</p>
          {changed && <Button look="quiet" onClick={() => setDraft(policy)}>Undo changes</Button>}
          <Button type="submit" look="primary" busy={save.busy} disabled={!changed}>Save policy</Button>
        </div>
      ) : <p className="note info"><Icon name="lock" />Your role may look at the policy, not change it.</p>}
    </form>
  );
}
