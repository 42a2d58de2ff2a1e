import { useState } from 'react';
import type { ConfigurationOverview, Setting } from '../../api/configuration.ts';
import { navigate, usePlace, withQuery } from '../../app/router.tsx';
import { useQuery } from '../../data/useQuery.ts';
import { reach, shownValue } from '../../format/setting.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Button, ButtonLink } from '../../parts/Button.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { Page, Section } from '../../parts/Page.tsx';
import { SearchBox } from '../../parts/SearchBox.tsx';
import { Empty, QueryView } from '../../parts/states.tsx';
import { Time } from '../../parts/Time.tsx';
import { Problems } from './Changes.tsx';
import { EditSetting } from './EditSetting.tsx';
import { type Row, rowsOf } from './rows.ts';
import { useConfiguration, useMayPublish } from './useConfiguration.ts';

export function ConfigurationPage() {
  const api = useConfiguration();
  const all = useQuery('configuration', (signal) => api.overview({ signal }));
  const [editing, setEditing] = useState<Setting | null>(null);
  const overview = all.data;
  return (
    <Page
      title="Configuration" lead="What may change while servers and agents run. A change is checked before anything sees it, and holds at once."
      actions={<ButtonLink to="/server/configuration/history" icon="history">History</ButtonLink>}
    >
      <QueryView query={all}>{(data) => <Settings overview={data} onEdit={setEditing} />}</QueryView>
      {editing && overview && <EditSetting key={editing.name} setting={editing} overview={overview} onClose={() => setEditing(null)} onDone={all.reload} />}
    </Page>
  );
}

interface SettingsProps {
  readonly overview: ConfigurationOverview;
  readonly onEdit: (setting: Setting) => void;
}

function Settings({ overview, onEdit }: SettingsProps) {
  const place = usePlace();
  const sought = place.query.get('q') ?? '';
  const { version, problems } = overview.configuration;
  if (overview.settings.length === 0) {
    return <Empty icon="configuration" title="No settings"><p>This server has nothing that may change while it runs.</p></Empty>;
  }
  const rows = rowsOf(overview, sought);
  const components = [...new Set(rows.map((row) => row.setting.component))];
  return (
    <>
      {problems.length > 0 && (
        <div className="note warn"><Icon name="warning" /><div><p><strong>Parts of the configuration do not hold with this program.</strong></p><Problems problems={problems} /></div></div>
      )}
      <div className="filters">
        <SearchBox label="Search settings" value={sought} onChange={(text) => navigate(withQuery(place, { q: text }), 'replace')} />
        <p className="hint">
          {version.sequence === 0 ? 'Nothing was published yet: all defaults hold.' : (
            <>Version {version.sequence}, published by <bdi>{version.by}</bdi> <Time at={version.published} look="relative" />.</>
          )}
        </p>
      </div>
      {rows.length === 0 && <Empty icon="search" title="No setting is like that"><p>Names and descriptions are searched.</p></Empty>}
      {components.map((name) => <Component key={name} name={name} rows={rows.filter((row) => row.setting.component === name)} onEdit={onEdit} />)}
    </>
  );
}

function Component({ name, rows, onEdit }: { readonly name: string; readonly rows: readonly Row[]; readonly onEdit: (setting: Setting) => void }) {
  const may = useMayPublish();
  const columns: Column<Row>[] = [
    { key: 'name', head: 'Setting', look: 'wide', cell: ({ setting }) => (
      <span className="two-lines"><code className="setting-name">{setting.name}</code><small>{setting.description}</small></span>
    ) },
    { key: 'now', head: 'Now', cell: (row) => <Now row={row} /> },
    { key: 'default', head: 'Default', cell: ({ setting }) => <span className="setting-value">{shownValue(setting, setting.default)}</span> },
    { key: 'for', head: 'For', cell: ({ setting }) => setting.applies_to },
  ];
  if (may) {
    columns.push({ key: 'actions', head: 'Actions', look: 'actions', cell: ({ setting }) => (
      <Button onClick={() => onEdit(setting)}>Change<span className="unseen"> {setting.name}</span></Button>
    ) });
  }
  return (
    <Section title={name.charAt(0).toUpperCase() + name.slice(1)}>
      <DataTable caption={`Settings of ${name}`} columns={columns} rows={rows} rowKey={(row) => row.setting.name} />
    </Section>
  );
}

const ORIGINS = { default: ['mute', 'Default'], everywhere: ['info', 'Everywhere'], stage: ['warn', 'Stage'] } as const;

function Now({ row: { setting, value, origin, stage } }: { readonly row: Row }) {
  const [tone, text] = ORIGINS[origin];
  return (
    <span className="two-lines">
      <b className="setting-value">{shownValue(setting, value)}</b>
      <small><Badge tone={tone}>{text}</Badge>{stage && <span>{shownValue(setting, stage.value)} for {reach(stage)}</span>}</small>
    </span>
  );
}
