package dev.holdfast.client.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells printed in aligned columns; on a terminal the last column gives way so that no row breaks. */
public final class Table {
    private static final String GAP = "  ";
    private static final int SHORTEST_LAST = 12;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** A column's heading and the side its cells stand on. */
    public record Column(String heading, Side side) {
        /** Where the text of a cell stands. */
        public enum Side {
            LEFT,
            RIGHT
        }

        public static Column left(String heading) {
            return new Column(heading, Side.LEFT);
        }

        public static Column right(String heading) {
            return new Column(heading, Side.RIGHT);
        }
    }

    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Prints the headings and all rows. */
    public void print(Console console) {
        int[] widths = widths(console.outputColumns());
        console.line(Style.STRONG, format(columns.stream().map(Column::heading).toList(), widths));
        rows.forEach(row -> console.line(format(row, widths)));
    }

    private int[] widths(int available) {
        int[] widths = new int[columns.size()];
        int fixed = 0;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Columns.of(columns.get(i).heading());
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], Columns.of(row.get(i)));
            }
            fixed += i + 1 < widths.length ? widths[i] + GAP.length() : 0;
        }
        int last = widths.length - 1;
        widths[last] = Math.min(widths[last], Math.max(SHORTEST_LAST, available - fixed));
        return widths;
    }

    private String format(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = Columns.truncate(cells.get(i), widths[i]);
            String padding = " ".repeat(Math.max(0, widths[i] - Columns.of(cell)));
            boolean right = columns.get(i).side() == Column.Side.RIGHT;
            line.append(right ? padding + cell : cell);
            if (i + 1 < widths.length) {
                // The last column is not padded: spaces at a line's end would only be in the way.
                line.append(right ? GAP : padding + GAP);
            }
        }
        return line.toString();
    }
}
