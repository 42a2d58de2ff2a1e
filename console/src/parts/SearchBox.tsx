import { type Ref, useEffect, useEffectEvent, useId, useState } from 'react';
import { Icon } from './Icon.tsx';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly input?: Ref<HTMLInputElement>;
}

const QUIET_MILLIS = 250;

/** A search that starts when the typing pauses, or at Enter. */
export function SearchBox({ label, value, onChange, input }: Props) {
  const id = useId();
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  if (told !== value) {
    setTold(value);
    setText(value);
  }
  const tell = useEffectEvent(() => {
    if (text !== value) {
      onChange(text);
    }
  });
  useEffect(() => {
    const timer = setTimeout(() => tell(), QUIET_MILLIS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <search className="search">
      <label htmlFor={id} className="unseen">{label}</label>
      <Icon name="search" />
      <input
        id={id} ref={input} type="search" value={text} placeholder={label} autoComplete="off" spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && text !== value) {
            onChange(text);
          }
        }}
      />
    </search>
  );
}
