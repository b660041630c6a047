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

/** Reads all rows of a SQLite file, over a connection of its own. */
final class SqliteTables {
  private SqliteTables() {}

  static Map<String, List<String>> rows(Path file) {
    String url = "jdbc:sqlite:file:" + file + "?mode=ro";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      Map<String, List<String>> tables = new TreeMap<>();
      for (String table : rows(statement, "select name from sqlite_master where type = 'table'")) {
        tables.put(table, rows(statement, "select * from \"" + table + "\""));
      }
      return tables;
    } catch (SQLException e) {
      throw new IllegalStateException(url, e);
    }
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
