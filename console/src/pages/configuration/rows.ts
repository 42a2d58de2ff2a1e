import type { ConfigurationOverview, Origin, Plain, Setting, Stage } from '../../api/configuration.ts';

export interface Row {
  readonly setting: Setting;
  readonly value: Plain;
  readonly origin: Origin;
  readonly stage: Stage | null;
}

/**
 * The settings that hold the sought text in name or description, by component. The server knows what holds for itself; for the agents' settings, what is
 * published for everywhere is what can be said of all of them.
 */
export function rowsOf({ settings, configuration, effective }: ConfigurationOverview, sought: string): readonly Row[] {
  const wanted = sought.trim().toLowerCase();
  return settings
    .filter(({ name, description, component }) => [name, description, component].some((text) => text.toLowerCase().includes(wanted)))
    .toSorted((one, other) => one.component.localeCompare(other.component) || one.name.localeCompare(other.name))
    .map((setting) => {
      const entry = configuration.document.settings?.[setting.name];
      const held = effective.values.find(({ name }) => name === setting.name);
      return {
        setting,
        value: held?.value ?? entry?.value ?? setting.default,
        origin: held ? originOf(held.origin) : entry?.value === undefined ? 'default' : 'everywhere',
        stage: entry?.stage ?? null,
      };
    });
}

export function originOf(word: string): Origin {
  return word === 'stage' || word === 'everywhere' ? word : 'default';
}
