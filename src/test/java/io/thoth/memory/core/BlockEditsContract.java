package io.thoth.memory.core;

import static io.thoth.memory.core.Asking.append;
import static io.thoth.memory.core.Asking.block;
import static io.thoth.memory.core.Asking.insert;
import static io.thoth.memory.core.Asking.now;
import static io.thoth.memory.core.Asking.replace;
import static io.thoth.memory.core.Asking.update;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.FeatureContract;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The atomic operations on a block's value and the limit of its length. */
abstract class BlockEditsContract extends FeatureContract {
  private static final String MISSING = "block-00000000-0000-4000-8000-000000000000";

  private static String lines(String text) {
    return text.replace("/", "\n");
  }

  @ParameterizedTest
  @CsvSource({"'',,a,a", "a,,b,a/b", "a,'; ',b,a; b", "a,'',b,ab", "'','; ',a,a"})
  void appendPutsTheSeparatorOnlyBehindSomething(
      String value, @Nullable String separator, String content, String expected) {
    Block before = block(client, "notes", lines(value));

    Block after = client.ask(Blocks.APPEND, append(before, content, separator));

    assertEquals(lines(expected), after.value());
    assertEquals(after, now(client, before));
    assertEquals(before.version() + 1, after.version());
  }

  @Test
  void replaceChangesTheOnlyMatchAndTakesTextsLiterally() {
    Block before = block(client, "notes", "costs (a+b)* euros");

    Block after = client.ask(Blocks.REPLACE, replace(before, "(a+b)*", "$1\\", false));

    assertEquals("costs $1\\ euros", after.value());
    assertEquals(after, now(client, before));
  }

  @Test
  void replaceChangesEveryMatchWhenAskedTo() {
    Block before = block(client, "notes", "owl, owl\nowl");

    Block after = client.ask(Blocks.REPLACE, replace(before, "owl", "", true));

    assertEquals(", \n", after.value());
  }

  @Test
  void replaceWithoutAMatchIsRefused() {
    Block before = block(client, "notes", "owl");

    client.refused(FaultKind.CONFLICT, Blocks.REPLACE, replace(before, "bat", "cat", true));

    assertEquals(before, now(client, before));
  }

  @Test
  void replaceWithSeveralMatchesIsRefusedNamingTheirLines() {
    Block before = block(client, "notes", "owl, owl\nbat\nowl");

    Fault fault =
        client.refused(FaultKind.CONFLICT, Blocks.REPLACE, replace(before, "owl", "x", false));

    assertTrue(fault.getMessage().contains("[1, 3]"), fault.getMessage());
    assertEquals(before, now(client, before));
  }

  @ParameterizedTest
  @CsvSource({
    "a/c,b,1,a/b/c",
    "b,a,0,a/b",
    "a,b,-1,a/b",
    "a,b,,a/b",
    "a,b,1,a/b",
    "'',a,0,a",
    "'',a,-1,a",
    "a/d,b/c,1,a/b/c/d"
  })
  void insertMakesNewLinesBehindTheLine(
      String value, String content, @Nullable Integer line, String expected) {
    Block before = block(client, "notes", lines(value));

    Block after = client.ask(Blocks.INSERT, insert(before, lines(content), line));

    assertEquals(lines(expected), after.value());
  }

  @ParameterizedTest
  @CsvSource({"'',1,'[0, 0]'", "a,2,'[0, 1]'", "a/b,-2,'[0, 2]'"})
  void insertBehindALineThatIsNotThereNamesTheRange(String value, int line, String range) {
    Block before = block(client, "notes", lines(value));

    Fault fault = client.refused(FaultKind.INVALID, Blocks.INSERT, insert(before, "x", line));

    assertTrue(fault.getMessage().contains(range), fault.getMessage());
    assertEquals(before, now(client, before));
  }

  @Test
  void whatAnEditNeedsIsAskedForByName() {
    Block block = block(client, "notes", "a");

    assertThrows(Fault.class, () -> replace(block, "", "x", true));
    assertThrows(Fault.class, () -> new Blocks.Name(null, null, "notes"));
    assertThrows(Fault.class, () -> new Blocks.Name("block-1", null, null));
  }

  @Test
  void anEditOfNothingIsNotFound() {
    Blocks.Append append = new Blocks.Append(MISSING, null, null, null, "a", null);

    Fault fault = client.refused(FaultKind.NOT_FOUND, Blocks.APPEND, append);

    assertEquals("Block with id '" + MISSING + "' not found", fault.getMessage());
  }

  @Test
  void theLimitCountsCharactersAsPeopleDo() {
    Block before = block(client, "notes", "🦉🦉");
    client.ask(Blocks.UPDATE, update(before, Asking.limit(3)));

    Block full = client.ask(Blocks.APPEND, append(before, "🦉", ""));

    assertEquals("🦉🦉🦉", full.value());
    client.refused(FaultKind.INVALID, Blocks.APPEND, append(before, "x", ""));
    assertEquals(full, now(client, before));
  }

  /** A block whose value is longer than its limit, as an import may bring it. */
  private Block oversized() {
    Block made = block(client, "notes", "sixsix");
    sql.write(
        "test.limit",
        tx ->
            tx.update(
                "update block set char_limit = 4 where tenant = ? and id = ?",
                client.tenant(),
                made.id()));
    return now(client, made);
  }

  @Test
  void aValueAboveItsLimitMayShrinkAndChangeButNotGrow() {
    Block before = oversized();

    Block changed = client.ask(Blocks.REPLACE, replace(before, "six", "SIX", true));
    client.refused(FaultKind.INVALID, Blocks.APPEND, append(before, "x", ""));
    Block shorter = client.ask(Blocks.UPDATE, update(before, Asking.value("five5")));

    assertEquals("SIXSIX", changed.value());
    assertEquals("five5", shorter.value());
    client.refused(FaultKind.INVALID, Blocks.UPDATE, update(before, Asking.value("sixsix")));
  }

  @Test
  void whatIsNotTheValueMayChangeAboveTheLimit() {
    Block before = oversized();

    Block after = client.ask(Blocks.UPDATE, update(before, Asking.description("long")));

    assertEquals("long", after.description());
    assertEquals("sixsix", after.value());
  }

  @Test
  void aNewBlockIsWithinItsLimit() {
    Fault fault =
        assertThrows(
            Fault.class,
            () ->
                new NewBlock(
                    "notes", "12345", 4L, null, Map.of(), null, null, null, null, null, null, null,
                    null, null, null, null));

    assertEquals(FaultKind.INVALID, fault.kind());
  }

  @Test
  void writersOfOneBlockLoseNothingAndTheVersionsTellTheirOrder() {
    Block block = block(client, "notes", "");
    int writers = 64;
    int each = 4;

    Stream<Blocks.Append> appends =
        Stream.iterate(0, n -> n + 1).limit(writers * each).map(n -> append(block, "line " + n));
    for (Block answer : client.askAll(Blocks.APPEND, appends)) {
      long lines = answer.value().lines().count();
      assertEquals(answer.version() - 1, lines, "one line more with every version");
    }

    Block after = now(client, block);
    assertEquals(1 + writers * each, after.version());
    assertEquals(writers * each, after.value().lines().distinct().count());
  }
}
