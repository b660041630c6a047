package io.thoth.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.config.Variables;
import io.thoth.memory.sql.SqlConfig;
import io.thoth.memory.sql.SqliteConfig;
import io.thoth.memory.support.Postgres;
import io.thoth.memory.support.Stores;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  private SqlConfig settings() {
    return SqliteConfig.at(folder.resolve("thoth.db"));
  }

  private String said(Map<String, String> variables, String... words) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    CopyCommand.of(words, settings(), Variables.of(variables))
        .run(
            new PrintStream(said, true, StandardCharsets.UTF_8),
            new PrintStream(told, true, StandardCharsets.UTF_8));
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theDatabaseOfTheSettingsIsCopiedIntoTheSchemaOfTheSettingsAndBack() {
    Stores.sqlite(folder.resolve("thoth.db")).close();
    Map<String, String> postgres =
        new HashMap<>(Postgres.shared().settings(Postgres.freshSchema()));
    String uri = String.valueOf(postgres.remove("LETTA_PG_URI"));

    String there = said(postgres, "--to", uri);
    String back = said(postgres, "--from", uri, "--to", "sqlite:" + folder.resolve("back"));

    assertTrue(there.contains("tables copied from " + folder), there);
    assertTrue(there.contains("schema " + postgres.get("LETTA_PG_SCHEMA")), there);
    assertEquals(
        there.lines().filter(line -> line.startsWith("organization ")).toList(),
        back.lines().filter(line -> line.startsWith("organization ")).toList());
    assertTrue(told.toString(StandardCharsets.UTF_8).contains("copying organization: 1 of 1 rows"));
    assertTrue(Files.exists(folder.resolve("back/thoth.db")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--to",
        "--from sqlite:a",
        "--to sqlite:a --to sqlite:b",
        "--to sqlite:a --force x",
        "--to mysql://a/b",
        "--to thoth.db"
      })
  void wrongWordsAreRefused(String words) {
    String[] given = words.isEmpty() ? new String[0] : words.split(" ");

    assertThrows(ConfigFault.class, () -> said(Map.of(), given));
  }

  @Test
  void nothingIsCopiedToItselfAndNothingFromNowhere() {
    String itself = "sqlite://" + folder;
    String elsewhere = "sqlite:" + folder.resolve("elsewhere");

    ConfigFault same = assertThrows(ConfigFault.class, () -> said(Map.of(), "--to", itself));
    ConfigFault none = assertThrows(ConfigFault.class, () -> said(Map.of(), "--to", elsewhere));

    assertTrue(String.valueOf(same.getMessage()).endsWith("to itself"));
    assertTrue(String.valueOf(none.getMessage()).startsWith("there is nothing to copy"));
    assertFalse(Files.exists(folder.resolve("thoth.db")));
  }
}
