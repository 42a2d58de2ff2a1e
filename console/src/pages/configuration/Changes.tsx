import type { ConfigurationProblem, Setting, SettingChange } from '../../api/configuration.ts';
import { shownEntry } from '../../format/setting.ts';

interface Props {
  readonly changes: readonly SettingChange[];
  readonly settings: readonly Setting[];
}

/** What becomes of each setting: before and after, in words. */
export function Changes({ changes, settings }: Props) {
  if (changes.length === 0) {
    return <p className="hint">Nothing is different.</p>;
  }
  return (
    <ul className="setting-changes">
      {changes.map(({ name, before, after }) => {
        const setting = settings.find((one) => one.name === name);
        return (
          <li key={name}>
            <code>{name}</code>
            <span><del>{shownEntry(setting, before)}</del> <span aria-hidden="true">→</span><span className="unseen">becomes</span> <ins>{shownEntry(setting, after)}</ins></span>
          </li>
        );
      })}
    </ul>
  );
}

export function Problems({ problems }: { readonly problems: readonly ConfigurationProblem[] }) {
  return (
    <ul className="setting-problems">
      {problems.map((problem) => <li key={problem.pointer + problem.message}><code>{problem.pointer}</code> {problem.message}{problem.next && `; ${problem.next}`}</li>)}
    </ul>
  );
}
