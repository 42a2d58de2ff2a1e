import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { problemsOf } from '../../api/flags.ts';
import type { FlagDefinition, Json } from '../../api/flagTypes.ts';
import { useMay } from '../../app/session.tsx';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Section } from '../../parts/Page.tsx';
import { ErrorNote } from '../../parts/states.tsx';
import { Conflict } from './Conflict.tsx';
import { written } from './definition.ts';
import type { Here } from './FlagsFrame.tsx';
import { readJson } from './jsonText.ts';
import { type Found, problemsIn, Problems } from './Problems.tsx';
import { ReasonField } from './ReasonForm.tsx';
import { useFlagChange } from './useFlagChange.ts';

interface Props {
  readonly here: Here;
  readonly name: string;
  readonly flag: FlagDefinition;
  /** The version that has this flag like this. */
  readonly sequence: number;
  readonly onChanged: () => void;
  readonly onDraft: (draft: Draft) => void;
}

/** A definition that is not published yet, as text so that equal ones are equal; "unreadable" while it is no definition. */
export type Draft = { readonly json: string } | 'unreadable' | null;

/** What a text was made out of. */
interface Base {
  readonly sequence: number;
  readonly text: string;
}

/** The flag as it is written. A text that somebody is at stays whatever happens on the server. */
export function FlagEditor(props: Props) {
  const { here, name, flag, sequence, onDraft } = props;
  const may = useMay('operator');
  const [base, setBase] = useState<Base>(() => ({ sequence, text: written(flag) }));
  const [text, setText] = useState(base.text);
  const isDraft = text !== base.text;
  if (sequence > base.sequence && !isDraft) {
    const next = { sequence, text: written(flag) };
    setBase(next);
    setText(next.text);
  }
  useEffect(() => onDraft(isDraft ? draftOf(text) : null), [isDraft, text, onDraft]);
  return (
    <Section title="Definition" lead="Variants, the default and the rule, in flagd’s format. docs/flags.md lists the operators.">
      {may
        ? <Form {...props} base={base} text={text} onText={setText} onBase={setBase} />
        : (
          <>
            <pre className="flag-text" tabIndex={0} role="region" aria-label={`Definition of ${name} as JSON`}>{text}</pre>
            <p className="note info"><Icon name="lock" />Your role may look at the flags of {here.name}, not change them.</p>
          </>
        )}
    </Section>
  );
}

function draftOf(text: string): Draft {
  const read = readJson(text);
  return read.ok && isObject(read.value) ? { json: JSON.stringify(read.value) } : 'unreadable';
}

interface FormProps extends Props {
  readonly base: Base;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onBase: (base: Base) => void;
}

function Form({ here, name, flag, sequence, base, text, onChanged, onText, onBase }: FormProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [reason, setReason] = useState('');
  const [sent, setSent] = useState('');
  const read = readJson(text);
  const isDraft = text !== base.text;
  const publish = useFlagChange(here, (options, why) => {
    const definition = read.ok ? read.value : null;
    setSent(text);
    return here.api.edit([{ kind: 'put', flag: name, definition }], why, { ...options, ifMatch: base.sequence });
  }, (outcome) => {
    if (outcome.outcome !== 'waits') {
      onBase({ sequence: outcome.sequence, text });
      setReason('');
    }
    onChanged();
  });
  const isOutdated = publish.error?.status === 412;
  const problems = problemsIn(name, sent, problemsOf(publish.error));
  const found: readonly Found[] = read.ok ? problems : [{ place: read.place, pointer: '', message: read.message, next: '' }];
  const jump = (one: Found) => {
    area.current?.focus();
    area.current?.setSelectionRange(one.place.offset, one.place.offset + 1);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (read.ok && isObject(read.value)) {
      void publish.run(reason.trim());
    }
  };
  const takeTheirs = () => {
    publish.clear();
    onBase({ sequence, text: written(flag) });
    onText(written(flag));
    onChanged();
  };
  return (
    <form className="flag-form" aria-label="Definition" onSubmit={submit}>
      <div className="field">
        <label htmlFor={id}>{name} as JSON</label>
        <textarea
          id={id} ref={area} className="flag-text" value={text} rows={rowsOf(text)} spellCheck={false} autoCapitalize="none" autoComplete="off" wrap="soft"
          aria-describedby={`${id}-found`} aria-invalid={found.length > 0 || undefined} onChange={(event) => onText(event.target.value)}
        />
        <div id={`${id}-found`}><Problems found={found} isStale={read.ok && sent !== text} onJump={jump} /></div>
      </div>
      {isOutdated
        ? <Conflict here={here} name={name} base={base.sequence} onTheirs={takeTheirs} onMine={(newest) => {
          publish.clear();
          onBase({ ...base, sequence: newest });
        }} />
        : problems.length === 0 && <ErrorNote error={publish.error} />}
      {isDraft && <ReasonField value={reason} onChange={setReason} />}
      <div className="save-bar">
        <p role="status">{isDraft ? `Not published yet; made out of version ${base.sequence}.` : `As version ${base.sequence} has it.`}</p>
        {isDraft && <Button look="quiet" onClick={() => onText(base.text)}>Undo changes</Button>}
        <Button type="submit" look="primary" busy={publish.busy} disabled={!isDraft || !read.ok || isOutdated}>Publish</Button>
      </div>
    </form>
  );
}

const FEWEST_ROWS = 12;
const MOST_ROWS = 32;

function rowsOf(text: string): number {
  return Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, text.split('\n').length + 1));
}

function isObject(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
