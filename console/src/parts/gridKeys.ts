import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';

interface Ports<T> {
  readonly items: readonly T[];
  readonly itemText: (item: T) => string;
  readonly ended: boolean;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (item: T) => void;
  readonly onUp?: () => void;
  readonly onFind?: () => void;
  readonly onChoose?: (item: T) => void;
  readonly onWantEnd: () => void;
  readonly pageRows: () => number;
  readonly show: (index: number) => void;
}

const TYPING_MILLIS = 800;

/** The keys of a grid: arrows, page keys, Home and End, Enter, Space, Backspace, "/" and typing the beginning of a name. */
export function useGridKeys<T>(ports: Ports<T>): (event: KeyboardEvent) => void {
  const typed = useRef({ text: '', at: 0 });
  const [wantsEnd, setWantsEnd] = useState(false);
  const { items, active } = ports;
  const go = (index: number) => {
    const to = Math.min(items.length - 1, Math.max(0, index));
    if (to >= 0) {
      ports.onActive(to);
      ports.show(to);
    }
  };
  const reachEnd = useEffectEvent(() => {
    go(items.length - 1);
    setWantsEnd(false);
  });
  useEffect(() => {
    if (wantsEnd && ports.ended) {
      reachEnd();
    }
  }, [wantsEnd, ports.ended]);

  const byName = (key: string) => {
    const now = Date.now();
    const begun = now - typed.current.at < TYPING_MILLIS ? typed.current.text : '';
    const text = (begun + key).toLowerCase();
    typed.current = { text, at: now };
    const from = text.length === 1 ? active + 1 : Math.max(0, active);
    const order = [...items.keys()].slice(from).concat([...items.keys()].slice(0, from));
    const found = order.find((index) => ports.itemText(items[index] as T).toLowerCase().startsWith(text));
    if (found !== undefined) {
      go(found);
    }
  };

  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(active + 1),
    ArrowUp: () => go(active - 1),
    PageDown: () => go(active + ports.pageRows()),
    PageUp: () => go(active - ports.pageRows()),
    Home: () => go(0),
    End: () => {
      if (ports.ended) {
        go(items.length - 1);
      } else {
        setWantsEnd(true);
        ports.onWantEnd();
      }
    },
    Enter: () => withItem(ports.onOpen),
    ' ': () => withItem((item) => ports.onChoose?.(item)),
    Backspace: () => ports.onUp?.(),
    ArrowLeft: () => ports.onUp?.(),
    '/': () => ports.onFind?.(),
  };
  const withItem = (act: (item: T) => void) => {
    const item = items[active];
    if (item !== undefined) {
      act(item);
    }
  };

  return (event) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const act = acts[event.key];
    if (act) {
      event.preventDefault();
      act();
    } else if (event.key.length === 1) {
      event.preventDefault();
      byName(event.key);
    }
  };
}
