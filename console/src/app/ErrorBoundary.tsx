import { Component, type ReactNode } from 'react';
import { ApiError } from '../api/errors.ts';
import { ErrorPanel } from '../parts/states.tsx';

/** Keeps a mistake in one page from leaving a blank window. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: string | null }> {
  override state: { readonly failed: string | null } = { failed: null };

  static getDerivedStateFromError(thrown: unknown): { failed: string } {
    return { failed: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override render(): ReactNode {
    if (this.state.failed === null) {
      return this.props.children;
    }
    const error = new ApiError({
      code: 'console_failed', status: 500, message: `The console made a mistake: ${this.state.failed}.`,
      next: 'Nothing on the server was changed by it. Try again, or reload the page.',
    });
    return <div className="page"><ErrorPanel error={error} onRetry={() => this.setState({ failed: null })} /></div>;
  }
}
