import { useEffect, useEffectEvent, useState } from 'react';
import { type ApiError, asApiError } from '../../api/errors.ts';
import type { Explanation, Json } from '../../api/flagTypes.ts';
import { useSignedOutGuard } from '../../app/session.tsx';
import { Field } from '../../parts/Field.tsx';
import { Facts, Section } from '../../parts/Page.tsx';
import { ErrorNote } from '../../parts/states.tsx';
import { brief } from './definition.ts';
import type { Draft } from './FlagEditor.tsx';
import type { Here } from './FlagsFrame.tsx';
import { readJson } from './jsonText.ts';
import { reasonInWords } from './reasons.ts';

interface Props {
  readonly here: Here;
  readonly name: string;
  readonly sequence: number;
  readonly draft: Draft;
}

const EXAMPLE = '{\n  "targetingKey": "ann"\n}';
const QUIET_MILLIS = 400;

/** What somebody gets, and why: by the text as it is in the editor, or by the published version if the two are the same. */
export function Preview({ here, name, sequence, draft }: Props) {
  const [text, setText] = useState(EXAMPLE);
  const read = readJson(text);
  const problem = !read.ok ? `Line ${read.place.line}, column ${read.place.column}: ${read.message}` : isContext(read.value) ? null : 'A context is an object.';
  const { explanation, error } = useExplanation(here, name, problem === null && read.ok ? JSON.stringify(read.value) : null, sequence, draft);
  return (
    <Section title="Who gets what, and why" lead={leadOf(sequence, draft)}>
      <div className="preview-columns">
        <Field label="Context as JSON" hint="What the program knows about the user." error={problem}>
          {(props) => <textarea {...props} className="flag-text" rows={8} value={text} spellCheck={false} autoCapitalize="none" autoComplete="off" onChange={(event) => setText(event.target.value)} />}
        </Field>
        <div className="explained">
          <ErrorNote error={error} />
          <div role="status">{explanation && <Result explanation={explanation} />}</div>
        </div>
      </div>
      {explanation && <Steps explanation={explanation} />}
    </Section>
  );
}

function leadOf(sequence: number, draft: Draft): string {
  if (draft === null) {
    return `By version ${sequence}, which is published.`;
  }
  return draft === 'unreadable'
    ? `By version ${sequence}, which is published: your text above is no definition yet.`
    : 'By your text above, which is not published yet.';
}

/** The answer for a context, asked for when the typing pauses; the last one stays until the next is there. */
function useExplanation(here: Here, name: string, context: string | null, sequence: number, draft: Draft) {
  const guard = useSignedOutGuard();
  const [shown, setShown] = useState<{ explanation: Explanation | null; error: ApiError | null }>({ explanation: null, error: null });
  const ask = useEffectEvent(async (given: string, unpublished: string | null, signal: AbortSignal) => {
    try {
      const explanation = await here.api.explain(name, JSON.parse(given) as Json, unpublished === null ? null : JSON.parse(unpublished) as Json, { signal });
      if (!signal.aborted) {
        setShown({ explanation, error: null });
      }
    } catch (thrown) {
      const error = asApiError(thrown);
      if (!signal.aborted && error !== null) {
        setShown((was) => ({ ...was, error }));
        guard(error);
      }
    }
  });
  const unpublished = draft === null || draft === 'unreadable' ? null : draft.json;
  useEffect(() => {
    if (context === null) {
      return undefined;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => void ask(context, unpublished, stop.signal), QUIET_MILLIS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [context, unpublished, sequence, here.name, name]);
  return shown;
}

function Result({ explanation }: { readonly explanation: Explanation }) {
  const { value, variant, reason, error_code: code, message, unmet } = explanation;
  return (
    <Facts facts={[
      { label: 'Value', value: variant === null && value === null ? 'the program’s own default' : <code>{JSON.stringify(value)}</code> },
      { label: 'Variant', value: variant === null ? <span className="faint">none</span> : <bdi>{variant}</bdi> },
      { label: 'Reason', value: <>{reasonInWords(reason)} <code>{reason}</code></> },
      ...unmet.map(({ flag, wanted, given }) => ({ label: 'Not met', value: <>needs <bdi>{wanted.join(' or ')}</bdi> of flag <bdi>{flag}</bdi>, which gives <bdi>{given ?? 'nothing'}</bdi></> })),
      ...(code === null ? [] : [{ label: 'Failure', value: <><code>{code}</code> <bdi>{message ?? ''}</bdi></> }]),
    ]} />
  );
}

const DEEPEST = 8;

function Steps({ explanation: { steps } }: { readonly explanation: Explanation }) {
  if (steps.length === 0) {
    return <p className="hint">No rule had to be looked at.</p>;
  }
  return (
    <div>
      <h3>Step by step</h3>
      <p className="hint">Each line is an operation with what it gave; what does not appear was not needed.</p>
      <ol className="explain-steps" aria-label="Step by step">
        {steps.map((step) => (
          <li key={step.pointer} data-depth={Math.min(step.depth, DEEPEST)} title={step.pointer}>
            <b><code>{brief(step.value)}</code></b> <span className="faint">from</span> <code>{step.operator} {brief(step.given)}</code>
          </li>
        ))}
      </ol>
    </div>
  );
}

function isContext(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
