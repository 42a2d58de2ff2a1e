import { ButtonLink } from '../parts/Button.tsx';
import { Page } from '../parts/Page.tsx';
import { Empty } from '../parts/states.tsx';

export function NotFoundPage({ what }: { readonly what: string }) {
  return (
    <Page title="Not found">
      <Empty icon="search" title={`There is no such ${what}`} action={<ButtonLink to="/">To the start page</ButtonLink>}>
        <p>It may have been removed, or this sign-in may not see it.</p>
      </Empty>
    </Page>
  );
}
