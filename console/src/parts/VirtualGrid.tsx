import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, type Ref, type RefObject, useEffect, useEffectEvent, useId, useImperativeHandle, useRef } from 'react';
import { useGridKeys } from './gridKeys.ts';

export interface GridColumn<T> {
  readonly key: string;
  readonly head: string;
  readonly cell: (item: T) => ReactNode;
  readonly look?: 'number' | 'check' | 'main';
}

export interface GridHandle {
  readonly focus: () => void;
}

interface Props<T> {
  readonly label: string;
  readonly columns: readonly GridColumn<T>[];
  readonly items: readonly T[];
  readonly itemKey: (item: T) => string;
  readonly itemText: (item: T) => string;
  readonly ended: boolean;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (item: T) => void;
  readonly onUp?: () => void;
  readonly onFind?: () => void;
  readonly isChosen?: (item: T) => boolean;
  readonly onChoose?: (item: T) => void;
  /** Called when the rows shown come near the last one that was fetched. */
  readonly onNearEnd: () => void;
  /** Called when somebody wants the very last row. */
  readonly onWantEnd: () => void;
  readonly handle?: Ref<GridHandle>;
  readonly look: string;
}

const ROW_PIXELS = 36;
const OVERSCAN = 6;
const NEAR_END_ROWS = 400;

/**
 * A long list of which only the rows in view exist. The grid itself has the focus and points to its active row, so scrolling a
 * row out of existence never loses the keyboard.
 */
export function VirtualGrid<T>(props: Props<T>) {
  const { label, columns, items, itemKey, active, ended, isChosen } = props;
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const acts = useRef<Acts<T>>(props);
  acts.current = props;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PIXELS,
    overscan: OVERSCAN,
    rangeExtractor: (range) => withActive(range, active),
  });
  const rows = virtual.getVirtualItems();
  const last = virtual.range?.endIndex ?? 0;
  const nearEnd = !ended && last >= items.length - NEAR_END_ROWS;
  const fetchMore = useEffectEvent(props.onNearEnd);
  useEffect(() => {
    if (nearEnd) {
      fetchMore();
    }
  }, [nearEnd, items.length]);
  useImperativeHandle(props.handle, () => ({ focus: () => frame.current?.focus({ preventScroll: true }) }), []);
  const keys = useGridKeys({
    ...props,
    pageRows: () => Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / ROW_PIXELS) - 2),
    show: (index) => virtual.scrollToIndex(index),
  });
  return (
    <div
      ref={frame} className={`grid ${props.look}`} role="grid" tabIndex={0} aria-label={label} aria-rowcount={ended ? items.length + 1 : -1}
      aria-multiselectable={isChosen ? true : undefined} onKeyDown={keys}
      {...(rows.some((row) => row.index === active) ? { 'aria-activedescendant': `${id}-${active}` } : {})}
    >
      <div className="grid-head" role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <span key={column.key} role="columnheader" className={`cell ${column.key} ${column.look ?? ''}`}>
            {column.look === 'check' ? <span className="unseen">{column.head}</span> : column.head}
          </span>
        ))}
      </div>
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
        {rows.map((row) => {
          const item = items[row.index];
          return item === undefined ? null : (
            <GridRow
              key={itemKey(item)} id={`${id}-${row.index}`} index={row.index} item={item} columns={columns} start={row.start}
              active={row.index === active} chosen={isChosen?.(item)} acts={acts}
            />
          );
        })}
      </div>
    </div>
  );
}

interface Acts<T> {
  readonly onActive: (index: number) => void;
  readonly onOpen: (item: T) => void;
}

interface RowProps<T> {
  readonly id: string;
  readonly index: number;
  readonly item: T;
  readonly columns: readonly GridColumn<T>[];
  readonly start: number;
  readonly active: boolean;
  readonly chosen: boolean | undefined;
  readonly acts: RefObject<Acts<T>>;
}

/** One row; scrolling by leaves those that stay as they are. */
const GridRow = memo(function GridRow<T>({ id, index, item, columns, start, active, chosen, acts }: RowProps<T>) {
  return (
    <div
      id={id} role="row" aria-rowindex={index + 2} className="grid-row" data-active={active || undefined} aria-selected={chosen}
      style={{ transform: `translateY(${start}px)` }} onClick={() => acts.current.onActive(index)} onDoubleClick={() => acts.current.onOpen(item)}
    >
      {columns.map((column) => (
        <span key={column.key} role="gridcell" className={`cell ${column.key} ${column.look ?? ''}`}>{column.cell(item)}</span>
      ))}
    </div>
  );
}) as <T>(props: RowProps<T>) => ReactNode;

/** The rows in view, and the active one wherever it is: assistive technology must find it. */
function withActive(range: Range, active: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (active >= 0 && active < range.count && !indexes.includes(active)) {
    indexes.push(active);
    indexes.sort((one, other) => one - other);
  }
  return indexes;
}
