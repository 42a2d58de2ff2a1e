import type { ReactNode } from 'react';

export interface Column<T> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  readonly look?: 'number' | 'actions' | 'check' | 'wide';
}

interface Props<T> {
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly rowState?: (row: T) => string | undefined;
}

/**
 * A table; on a narrow page each row becomes a card. The roles are said outright because a table that CSS lays out anew loses
 * them in some browsers. The first column names the row.
 */
export function DataTable<T>({ caption, columns, rows, rowKey, rowState }: Props<T>) {
  const naming = columns.findIndex((column) => column.look !== 'check');
  return (
    <div className="table-frame">
      <table role="table" className="table">
        <caption className="unseen">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" className={column.look}>
                {column.look === 'actions' || column.look === 'check' ? <span className="unseen">{column.head}</span> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row" data-state={rowState?.(row)}>
              {columns.map((column, at) => at === naming
                ? <th key={column.key} role="rowheader" scope="row" data-head={column.head} className={column.look}>{column.cell(row)}</th>
                : <td key={column.key} role="cell" data-head={column.head} className={column.look}>{column.cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
