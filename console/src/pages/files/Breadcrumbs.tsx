import { Link } from '../../app/router.tsx';
import { ROOT, steps } from '../../format/path.ts';
import { Pieces } from '../../parts/FileName.tsx';

export function Breadcrumbs({ at, addressOf }: { readonly at: string; readonly addressOf: (path: string) => string }) {
  const all = steps(at);
  return (
    <nav className="breadcrumbs" aria-label="Folder">
      <ol>
        <li><Link to={addressOf(ROOT)} aria-current={all.length === 0 ? 'page' : undefined}>/</Link></li>
        {all.map((step, index) => (
          <li key={step.path}>
            <Link to={addressOf(step.path)} aria-current={index === all.length - 1 ? 'page' : undefined}><Pieces of={step.pieces} /></Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
