import { useScope, useTenant } from '../../app/tenant.tsx';
import { useMay } from '../../app/session.tsx';
import { ButtonLink } from '../../parts/Button.tsx';
import { CopyButton } from '../../parts/CopyButton.tsx';
import { Section } from '../../parts/Page.tsx';

/** What to do while no machine backs up to this tenant yet. */
export function FirstSteps() {
  const { tenant } = useTenant();
  const scope = useScope();
  const admin = useMay('admin');
  const command = `HOLDFAST_TOKEN=hf_… holdfast backup --repo ${location.origin}/${tenant} ~/Documents`;
  return (
    <Section title="Back up the first machine" lead="No machine has reported to this tenant yet.">
      <ol className="steps">
        <li>
          <h3>Make a token of the role agent</h3>
          <p>It may add backups and read its own, and can’t delete anything.</p>
          {admin ? <ButtonLink to={`${scope}/tokens`} icon="tokens" look="primary">Make a token</ButtonLink> : <p className="hint">An administrator of this tenant can make one.</p>}
        </li>
        <li>
          <h3>Run a backup on the machine</h3>
          <pre tabIndex={0} aria-label="Command"><code>{command}</code></pre>
          <CopyButton text={command} what="command" />
        </li>
        <li>
          <h3>Leave it to a schedule</h3>
          <p><code>holdfast agent</code> runs as a service and backs up by itself. Then this page shows how each machine is.</p>
        </li>
      </ol>
    </Section>
  );
}
