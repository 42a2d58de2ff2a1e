import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The tables in which the server keeps events: what they take, and how fast they could be filled. */
record EventTables(Path database) {
    private static final String OURS = "FROM sqlite_master WHERE tbl_name IN ('experiment_unit', 'experiment_event') AND sql IS NOT NULL";

    /** How much there is of something. */
    record Held(long rows, long bytes) {}

    /** How fast SQLite alone is. */
    record Limit(double commits, double events) {}

    /** Rows of a table, and the pages that it and its indexes have on the disk. */
    Held held(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            long rows = number(statement, "SELECT COUNT(*) FROM " + table);
            long bytes = number(statement, "SELECT SUM(pgsize) FROM dbstat WHERE aggregate = TRUE AND name IN (SELECT name FROM sqlite_master WHERE tbl_name = '" + table + "')");
            return new Held(rows, bytes);
        }
    }

    private static long number(Statement statement, String question) throws SQLException {
        try (ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /**
     * What the disk and SQLite give without a server: commits of one row each, and the same rows as events of the same tables, each batch one commit.
     *
     * @param copy where to write that
     */
    Limit limit(Path copy, int batch, int metrics, double seconds) throws Exception {
        Properties settings = new Properties();
        settings.setProperty("journal_mode", "WAL");
        settings.setProperty("synchronous", "FULL");
        Files.deleteIfExists(copy);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy, settings);
                Statement statement = connection.createStatement()) {
            for (String table : definitions()) {
                statement.execute(table);
            }
            statement.execute("CREATE TABLE one(text TEXT)");
            connection.setAutoCommit(false);
            return new Limit(commits(connection, seconds), events(connection, batch, metrics, seconds));
        }
    }

    private List<String> definitions() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sql " + OURS + " ORDER BY type DESC")) {
            List<String> definitions = new ArrayList<>();
            while (rows.next()) {
                definitions.add(rows.getString(1));
            }
            return definitions;
        }
    }

    private static double commits(Connection connection, double seconds) throws SQLException {
        long start = System.nanoTime();
        long done = 0;
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO one VALUES('something')")) {
            while (System.nanoTime() - start < seconds * 1e9) {
                insert.executeUpdate();
                connection.commit();
                done++;
            }
        }
        return done * 1e9 / (System.nanoTime() - start);
    }

    private static double events(Connection connection, int batch, int metrics, double seconds) throws SQLException {
        long start = System.nanoTime();
        long unit = 0;
        long done = 0;
        try (PreparedStatement units = connection.prepareStatement("INSERT INTO experiment_unit(experiment, unit, variant, first, due) VALUES(1, ?, 'on', ?, ?)");
                PreparedStatement events = connection.prepareStatement("INSERT INTO experiment_event(experiment, unit, metric, time, value, arrived) VALUES(1, ?, 'page-errors', ?, 17.0, ?)")) {
            while (System.nanoTime() - start < seconds * 1e9) {
                insert(connection, units, unit, batch);
                for (int i = 0; i < metrics; i++) {
                    insert(connection, events, unit, batch);
                }
                unit += batch;
                done += batch * (1L + metrics);
            }
        }
        return done * 1e9 / (System.nanoTime() - start);
    }

    private static void insert(Connection connection, PreparedStatement statement, long first, int count) throws SQLException {
        for (long unit = first; unit < first + count; unit++) {
            long mixed = unit * 0x9E3779B97F4A7C15L;
            statement.setString(1, "visitor-" + Long.toHexString(mixed ^ (mixed >>> 32)));
            statement.setLong(2, 1_800_000_000_000L + unit);
            statement.setLong(3, 1_800_000_660_000L + unit);
            statement.executeUpdate();
        }
        connection.commit();
    }
}
