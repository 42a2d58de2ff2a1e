import { useState } from 'react';
import type { Policy } from '../../api/types.ts';
import { Link } from '../../app/router.tsx';
import { useScope, useTenant } from '../../app/tenant.tsx';
import { useAction } from '../../data/useAction.ts';
import { count, counted } from '../../format/numbers.ts';
import { Button } from '../../parts/Button.tsx';
import { ErrorNote } from '../../parts/states.tsx';

interface Shown {
  readonly of: string;
  readonly forget: readonly string[];
  readonly keep: number;
}

const MOST_NAMED = 50;

/** What retention would do now with the rules as they stand in the form. */
export function Preview({ policy }: { readonly policy: Policy }) {
  const api = useTenant();
  const scope = useScope();
  const [shown, setShown] = useState<Shown | null>(null);
  const rules = JSON.stringify(policy);
  const ask = useAction(async (options) => setShown({ of: rules, ...await api.previewPolicy(policy, options) }));
  return (
    <div className="preview">
      <Button icon="search" busy={ask.busy} onClick={() => void ask.run()}>Preview</Button>
      <ErrorNote error={ask.error} />
      <div role="status">
        {shown && (
          <p>
            {shown.of === rules ? 'Now these rules would' : 'Before your last changes the rules would'} forget <b>{counted(shown.forget.length, 'snapshot')}</b> and
            keep <b>{count(shown.keep)}</b>.
          </p>
        )}
      </div>
      {shown && shown.forget.length > 0 && (
        <details>
          <summary>Which would be forgotten</summary>
          <ul className="ids">
            {shown.forget.slice(0, MOST_NAMED).map((id) => <li key={id}><Link to={`${scope}/snapshots/${id}`}><code>{id.slice(0, 8)}</code></Link></li>)}
            {shown.forget.length > MOST_NAMED && <li className="faint">and {count(shown.forget.length - MOST_NAMED)} more</li>}
          </ul>
        </details>
      )}
    </div>
  );
}
