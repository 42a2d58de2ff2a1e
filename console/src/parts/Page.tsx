import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from './Icon.tsx';
import { Link } from '../app/router.tsx';

interface PageProps {
  readonly title: string;
  /** The title as it is shown, when it holds more than text. */
  readonly heading?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly back?: { readonly to: string; readonly text: string };
  readonly children: ReactNode;
}

let pagesShown = 0;

/** One page: its title is the document's, and gets the focus when the page takes the place of another. */
export function Page({ title, heading, lead, actions, back, children }: PageProps) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Holdfast`;
  }, [title]);
  useEffect(() => {
    pagesShown += 1;
    if (pagesShown > 1) {
      head.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }, []);
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-title">
          {back && <Link to={back.to} className="back"><Icon name="right" />{back.text}</Link>}
          <h1 ref={head} tabIndex={-1}>{heading ?? title}</h1>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly bare?: 'bare';
}

/** A part of a page with its own heading, on its own surface unless bare. */
export function Section({ title, lead, actions, children, bare }: SectionProps) {
  return (
    <section className={bare ? 'section bare' : 'section'} aria-label={title}>
      <div className="section-head">
        <div><h2>{title}</h2>{lead && <p className="hint">{lead}</p>}</div>
        {actions && <div className="section-actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  readonly tone?: 'warn' | 'bad';
}

/** A row of figures. */
export function Figures({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="figures">
      {facts.map((fact) => (
        <div key={fact.label} className={`figure ${fact.tone ?? ''}`}>
          <dt>{fact.label}</dt>
          <dd><span className="figure-value">{fact.value}</span>{fact.note && <span className="figure-note">{fact.note}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Names and values, one a line. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => <div key={fact.label}><dt>{fact.label}</dt><dd>{fact.value}</dd></div>)}
    </dl>
  );
}
