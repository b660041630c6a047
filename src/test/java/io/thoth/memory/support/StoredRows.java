package io.thoth.memory.support;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every row of every table of a SQLite file, read over a connection of its own while the node runs.
 * Two of them are equal when nothing at all has changed between.
 *
 * @param tables the rows by table, each as text, sorted
 */
public record StoredRows(Map<String, List<String>> tables) {

  /** What the node with this data directory has committed by now. */
  public static StoredRows of(Path data) {
    String url = "jdbc:sqlite:file:" + data.resolve("thoth.db") + "?mode=ro";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      Map<String, List<String>> tables = new TreeMap<>();
      for (String table : rows(statement, "select name from sqlite_master where type = 'table'")) {
        tables.put(table, rows(statement, "select * from \"" + table + "\""));
      }
      return new StoredRows(tables);
    } catch (SQLException e) {
      throw new IllegalStateException(url, e);
    }
  }

  /** How many rows all tables have together. */
  public int count() {
    return tables.values().stream().mapToInt(List::size).sum();
  }

  private static List<String> rows(Statement statement, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          values.add(text(result.getObject(column)));
        }
        rows.add(String.join(" | ", values));
      }
    }
    Collections.sort(rows);
    return rows;
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
  }
}
