import type { ConfigurationDocument, Entry, Setting } from '../../api/configuration.ts';
import { readTyped, typed } from '../../format/setting.ts';

/** A setting as it stands in the form: texts, whatever they mean. */
export interface Draft {
  readonly everywhere: 'default' | 'value';
  readonly value: string;
  readonly staged: 'none' | 'stage';
  readonly stageValue: string;
  readonly cells: string;
  readonly percent: string;
}

export function draftOf(setting: Setting, entry: Entry | undefined): Draft {
  const value = typed(setting.type, entry?.value ?? setting.default);
  return {
    everywhere: entry?.value === undefined ? 'default' : 'value',
    value,
    staged: entry?.stage ? 'stage' : 'none',
    stageValue: entry?.stage ? typed(setting.type, entry.stage.value) : value,
    cells: entry?.stage?.cells?.join(', ') ?? '',
    percent: String(entry?.stage?.percent ?? ''),
  };
}

export interface Wrong {
  readonly value?: string;
  readonly stageValue?: string;
  readonly percent?: string;
}

/** What the form says about the setting; null for nothing, or what is wrong in which field. */
export function entryOf(setting: Setting, draft: Draft): { readonly entry: Entry | null } | { readonly wrong: Wrong } {
  const value = draft.everywhere === 'value' ? readTyped(setting, draft.value) : null;
  const stageValue = draft.staged === 'stage' ? readTyped(setting, draft.stageValue) : null;
  const cells = draft.cells.split(',').map((cell) => cell.trim()).filter((cell) => cell !== '');
  const percent = draft.percent.trim() === '' ? 0 : Number(draft.percent);
  const wrong: Wrong = {
    ...(value && 'wrong' in value ? { value: value.wrong } : {}),
    ...(stageValue && 'wrong' in stageValue ? { stageValue: stageValue.wrong } : {}),
    ...(stageValue ? wrongReach(cells, percent) : {}),
  };
  if (Object.keys(wrong).length > 0) {
    return { wrong };
  }
  const entry: Entry = {
    ...(value && 'value' in value ? { value: value.value } : {}),
    ...(stageValue && 'value' in stageValue
      ? { stage: { value: stageValue.value, ...(cells.length > 0 ? { cells } : {}), ...(percent > 0 ? { percent } : {}) } } : {}),
  };
  return { entry: Object.keys(entry).length === 0 ? null : entry };
}

function wrongReach(cells: readonly string[], percent: number): Wrong {
  if (!Number.isInteger(percent) || percent < 0 || percent > 100) {
    return { percent: 'Write a whole number from 0 to 100.' };
  }
  return cells.length === 0 && percent === 0 ? { percent: 'Name a cell or a part of all: this stage reaches nobody.' } : {};
}

/** The document with another entry for one setting, or with none. */
export function withEntry(document: ConfigurationDocument, name: string, entry: Entry | null): ConfigurationDocument {
  const others = Object.entries(document.settings ?? {}).filter(([other]) => other !== name);
  return { ...document, settings: Object.fromEntries(entry === null ? others : [...others, [name, entry]]) };
}
