import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { Snapshot } from '../../api/types.ts';
import { useTell } from '../../app/notices.tsx';
import { useTenant } from '../../app/tenant.tsx';
import { useAction } from '../../data/useAction.ts';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Field } from '../../parts/Field.tsx';
import { ErrorNote } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';
import { withTags } from './tags.ts';

interface Props {
  readonly snapshot: Snapshot;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** All tags of a snapshot, to be taken away and added to before they are saved together. */
export function EditTags({ snapshot, onClose, onDone }: Props) {
  const api = useTenant();
  const tell = useTell();
  const input = useRef<HTMLInputElement>(null);
  const [tags, setTags] = useState(snapshot.tags);
  const [text, setText] = useState('');
  const save = useAction(async (options) => {
    await api.setTags(snapshot, withTags(tags, text), options);
    tell(<>The tags of {snapshot.short_id} are changed.</>);
    onDone();
    onClose();
  });
  const add = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault();
      setTags(withTags(tags, text));
      setText('');
    }
  };
  const remove = (tag: string) => {
    setTags(tags.filter((one) => one !== tag));
    input.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save.run();
  };
  return (
    <Dialog title={`Tags of ${snapshot.short_id}`} onClose={onClose}>
      <form onSubmit={submit}>
        <p><b><bdi>{snapshot.host}</bdi></b>, <Time at={snapshot.time} />. Tags are sealed like the snapshot itself.</p>
        {tags.length > 0 && (
          <ul className="tag-list" aria-label="Tags">
            {tags.map((tag) => <li key={tag} className="tag"><bdi>{tag}</bdi><IconButton icon="close" label={`Remove ${tag}`} onClick={() => remove(tag)} /></li>)}
          </ul>
        )}
        <Field label="Add tags" hint="Several with commas between them. Enter puts them into the list.">
          {(props) => (
            <input
              {...props} ref={input} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={add} maxLength={1024}
              autoComplete="off" autoCapitalize="none" spellCheck={false}
            />
          )}
        </Field>
        <ErrorNote error={save.error} />
        <div className="dialog-foot"><Button onClick={onClose}>Cancel</Button><Button type="submit" look="primary" busy={save.busy}>Save tags</Button></div>
      </form>
    </Dialog>
  );
}
