import type { Configuration, Setting } from '../../api/configuration.ts';
import { useQuery } from '../../data/useQuery.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { QueryView, Skeleton } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';
import { Changes } from './Changes.tsx';
import { useConfiguration } from './useConfiguration.ts';

interface Props {
  readonly setting: Setting;
  readonly settings: readonly Setting[];
  /** The version that turned out to be old. */
  readonly base: number;
  /** To go on with the newer version as the base, keeping what was typed. */
  readonly onTake: (newer: Configuration) => void;
}

/** Somebody else published meanwhile: who, when, why and what. */
export function Conflict({ setting, settings, base, onTake }: Props) {
  const api = useConfiguration();
  const newest = useQuery(`configuration/after/${base}`, (signal) => api.current({ signal }));
  return (
    <div className="note warn" role="alert">
      <Icon name="warning" />
      <div>
        <p><strong>The configuration was changed meanwhile. Nothing was published, and what you typed is still here.</strong></p>
        <QueryView query={newest} skeleton={<Skeleton rows={1} />}>
          {(newer) => (
            <>
              <p>
                Version {newer.version.sequence} is by <bdi>{newer.version.by}</bdi>, <Time at={newer.version.published} look="relative" />: {newer.version.reason}
                {newer.version.changes.some(({ name }) => name === setting.name) && <b> It changed this setting too.</b>}
              </p>
              <Changes changes={newer.version.changes} settings={settings} />
              <Button onClick={() => onTake(newer)}>Go on with version {newer.version.sequence}</Button>
            </>
          )}
        </QueryView>
      </div>
    </div>
  );
}
