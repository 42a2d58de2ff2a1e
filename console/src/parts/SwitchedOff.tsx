import type { OwnFlag } from '../api/ownFlags.ts';
import { useOff } from '../app/ownFlags.tsx';
import { Icon } from './Icon.tsx';

/** Says that an operation is switched off, as soon as it is; nothing while it is not. */
export function SwitchedOff({ flag }: { readonly flag: OwnFlag | undefined }) {
  const off = useOff(flag);
  return (
    <div role="status" className="note-place">
      {off !== undefined && (
        <div className="note warn">
          <Icon name="warning" />
          <div>
            <p><strong>{off}</strong></p>
            <p>Whoever runs it has turned the flag <code>{flag}</code> off. Nothing is done until it is on again.</p>
          </div>
        </div>
      )}
    </div>
  );
}
