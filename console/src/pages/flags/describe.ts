import type { FlagChange, FlagEdit } from '../../api/flagTypes.ts';

const MOST_SAID = 3;

/** What a change does, in a line. */
export function describeChange({ kind, edits, flags }: Pick<FlagChange, 'kind' | 'edits' | 'flags'>): string {
  switch (kind) {
    case 'document':
      return 'Publish a whole document';
    case 'rollback':
      return 'Go back to an earlier version';
    case 'rollout':
      return `Begin to roll out ${flags.join(', ')}`;
    case 'edits': {
      const said = edits.slice(0, MOST_SAID).map(describeEdit).join('; ');
      return edits.length > MOST_SAID ? `${said}; and ${edits.length - MOST_SAID} more` : said;
    }
  }
}

function describeEdit(edit: FlagEdit): string {
  switch (edit.kind) {
    case 'serve':
      return `Give everybody ${edit.variant} of ${edit.flag}`;
    case 'enable':
      return `Enable ${edit.flag}`;
    case 'disable':
      return `Disable ${edit.flag}`;
    case 'remove':
      return `Remove ${edit.flag}`;
    case 'put':
      return `Write ${edit.flag} anew`;
    case 'stage':
      return `Take ${edit.flag} to ${edit.stage}`;
  }
}
