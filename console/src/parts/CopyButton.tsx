import { useState } from 'react';
import { Button } from './Button.tsx';

/** Puts a text on the clipboard; where the browser forbids it, the text can still be selected by hand. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  return (
    <>
      <Button icon={state === 'copied' ? 'check' : 'copy'} onClick={() => void copy()}>{state === 'copied' ? 'Copied' : `Copy ${what}`}</Button>
      <span className={state === 'refused' ? 'hint' : 'unseen'} role="status">
        {state === 'copied' ? `The ${what} is on the clipboard.` : state === 'refused' ? `The browser refused: select the ${what} and copy it.` : ''}
      </span>
    </>
  );
}
