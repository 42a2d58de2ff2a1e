import { type AnchorHTMLAttributes, type MouseEvent, useMemo, useSyncExternalStore } from 'react';

const MOVED = 'holdfast:moved';

export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Where the page is. */
export function usePlace(): Place {
  const address = useSyncExternalStore(watch, () => location.pathname + location.search);
  return useMemo(() => {
    const url = new URL(address, location.origin);
    return { path: url.pathname, query: url.searchParams };
  }, [address]);
}

export function navigate(to: string, how: 'push' | 'replace' = 'push'): void {
  if (to === location.pathname + location.search) {
    return;
  }
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', to);
  dispatchEvent(new Event(MOVED));
}

/** The address of the same page with other query values; null takes one away. */
export function withQuery(place: Place, values: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams(place.query);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === '') {
      query.delete(name);
    } else {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return text === '' ? place.path : `${place.path}?${text}`;
}

/** The variables of a path such as `/t/:tenant/jobs`; null when it is another one. */
export function match(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split('/');
  const found = path.replace(/(.)\/$/, '$1').split('/');
  if (wanted.length !== found.length) {
    return null;
  }
  const values: Record<string, string> = {};
  for (const [at, step] of wanted.entries()) {
    const value = found[at] ?? '';
    if (step.startsWith(':')) {
      values[step.slice(1)] = decoded(value);
    } else if (step !== value) {
      return null;
    }
  }
  return values;
}

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly to: string };

/** A link within the console: a real one, that opens in another tab when asked to. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (!event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      navigate(to);
    }
  };
  return <a href={to} onClick={follow} {...rest} />;
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function watch(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(MOVED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(MOVED, listener);
  };
}
