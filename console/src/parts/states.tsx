import { type ReactNode, useId } from 'react';
import type { ApiError } from '../api/errors.ts';
import type { Query } from '../data/useQuery.ts';
import { useOnline } from '../data/useOnline.ts';
import { Button } from './Button.tsx';
import { Icon, type IconName } from './Icon.tsx';
import { Time } from './Time.tsx';

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Says that there is nothing, why, and what makes something. */
export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <div className="empty">
      <span className="empty-icon"><Icon name={icon} /></span>
      <h2>{title}</h2>
      {children && <div className="prose">{children}</div>}
      {action}
    </div>
  );
}

/** Grey shapes where the content will be. */
export function Skeleton({ rows = 6, look = 'rows' }: { readonly rows?: number; readonly look?: 'rows' | 'cards' | 'panel' }) {
  return (
    <div className={`skeleton ${look}`} role="status">
      <span className="unseen">Loading…</span>
      {Array.from({ length: rows }, (_, at) => <span key={at} className="bone" aria-hidden="true" />)}
    </div>
  );
}

/** A page's or a panel's failure: what, what next, the request id for the server's log, and another try. */
export function ErrorPanel({ error, onRetry }: { readonly error: ApiError; readonly onRetry: () => void }) {
  const online = useOnline();
  const away = error.unanswered();
  const title = !online ? 'You are offline' : away ? 'The server can’t be reached' : 'This didn’t work';
  return (
    <div className="failure" role="alert" data-kind={away ? 'offline' : 'error'}>
      <span className="failure-icon"><Icon name={away ? 'offline' : 'error'} /></span>
      <h2>{title}</h2>
      <p>{online ? error.message : 'This page needs the server. It loads by itself as soon as the network is back.'}</p>
      {online && error.next && <p className="next">{error.next}</p>}
      <RequestId error={error} />
      <Button icon="reload" onClick={onRetry}>Try again</Button>
    </div>
  );
}

/** The failure of one act, next to its button. */
export function ErrorNote({ error }: { readonly error: ApiError | null }) {
  const id = useId();
  return (
    <div aria-live="assertive" className="note-place">
      {error && (
        <div className="note bad" id={id}>
          <Icon name="error" />
          <div>
            <p><strong>{error.message}</strong></p>
            {error.next && <p>{error.next}</p>}
            {error.retryAfterSeconds !== null && <p>Possible again in {error.retryAfterSeconds} s.</p>}
            <RequestId error={error} />
          </div>
        </div>
      )}
    </div>
  );
}

function RequestId({ error }: { readonly error: ApiError }) {
  if (error.requestId === null) {
    return <p className="request-id">{error.code}</p>;
  }
  return <p className="request-id">{error.code} · request <code>{error.requestId}</code></p>;
}

interface QueryViewProps<T> {
  readonly query: Query<T>;
  readonly skeleton?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** What a query has: its data, old data with a word about why it is old, a skeleton, or the failure. */
export function QueryView<T>({ query, skeleton = <Skeleton />, children }: QueryViewProps<T>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.error && <StaleNote error={query.error} loadedAt={query.loadedAt} onRetry={query.reload} />}
        {children(query.data)}
      </>
    );
  }
  return query.error ? <ErrorPanel error={query.error} onRetry={query.reload} /> : skeleton;
}

function StaleNote({ error, loadedAt, onRetry }: { readonly error: ApiError; readonly loadedAt: number | null; readonly onRetry: () => void }) {
  return (
    <div className="note warn" role="status">
      <Icon name={error.unanswered() ? 'offline' : 'warning'} />
      <p>
        {error.message} What you see was loaded {loadedAt === null ? 'earlier' : <Time at={new Date(loadedAt).toISOString()} look="relative" />}.
      </p>
      <Button look="quiet" icon="reload" onClick={onRetry}>Try again</Button>
    </div>
  );
}
