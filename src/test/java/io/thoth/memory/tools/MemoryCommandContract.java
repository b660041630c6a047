package io.thoth.memory.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tool {@code memory} and patches of several blocks: blocks made, renamed and taken away. */
abstract class MemoryCommandContract extends ToolFixture {

  private Object memory(String agent, String command, Object... arguments) {
    return returned(agent, "memory", with(command, arguments));
  }

  private static Object[] with(String command, Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = "command";
    all[1] = command;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return all;
  }

  private Object patch(String agent, String patch) {
    return returned(agent, "memory_apply_patch", "label", "", "patch", patch);
  }

  @ParameterizedTest
  @CsvSource({"/memories/plans,plans", "/plans,plans", "plans,plans", "/memories/a/b,a/b"})
  void createMakesABlockAndAttachesIt(String path, String label) {
    String agent = agentWith("a");

    Object said = memory(agent, "create", "path", path, "description", "what is to be done");

    assertTrue(
        said.toString().startsWith("Successfully created memory block '" + label + "'."),
        said::toString);
    assertEquals(List.of(label, "notes").stream().sorted().toList(), labels(agent));
    Block made =
        now(agent).blocks().stream().filter(b -> b.label().equals(label)).findFirst().orElseThrow();
    assertEquals("what is to be done", made.description());
    assertEquals("", made.value());
  }

  @Test
  void createTakesAValue() {
    String agent = agentWith("a");

    memory(agent, "create", "path", "plans", "description", "d", "file_text", "rest");

    assertEquals("rest", block(agent, "plans").value());
  }

  @Test
  void aLabelThatIsTakenIsNotCreatedAgain() {
    String agent = agentWith("a");

    String told = failure(agent, "memory", with("create", "path", "notes", "description", "d"));

    assertTrue(told.contains("UniqueConstraintViolationError"), told);
    assertEquals("a", value(agent));
  }

  @Test
  void aStringIsReplacedAndLinesAreInserted() {
    String agent = agentWith("a\nb");

    Object replaced =
        memory(
            agent, "str_replace", "path", "/memories/notes", "old_string", "b", "new_string", "c");
    Object inserted =
        memory(agent, "insert", "path", "/memories/notes", "insert_text", "x", "insert_line", 1);
    Object appended = memory(agent, "insert", "path", "notes", "insert_text", "end");

    assertEquals("a\nc", replaced);
    assertEquals("a\nx\nc", inserted);
    assertEquals("a\nx\nc\nend", appended);
    assertEquals("a\nx\nc\nend", value(agent));
  }

  @Test
  void deleteTakesTheBlockFromTheAgentAndKeepsIt() {
    String agent = agentWith("a");
    String block = block(agent, "notes").id();

    Object said = memory(agent, "delete", "path", "/memories/notes");

    assertTrue(said.toString().startsWith("Successfully deleted memory block 'notes'"));
    assertEquals(List.of(), labels(agent));
    assertEquals("a", client.ask(Blocks.READ, new Blocks.Read(block, null, null, null)).value());
  }

  @Test
  void aDeleteThatFailsSaysSoInWordsAndNotAsAnError() {
    String agent = agentWith("a");

    Object said = memory(agent, "delete", "path", "nowhere");

    assertTrue(said.toString().startsWith("Error performing delete: "), said::toString);
    assertTrue(said.toString().contains("nowhere"), said::toString);
  }

  @Test
  void renameGivesAnotherLabel() {
    String agent = agentWith("a");

    Object said = memory(agent, "rename", "old_path", "/memories/notes", "new_path", "/memories/n");

    assertTrue(
        said.toString().startsWith("Successfully renamed memory block 'notes' to 'n'."),
        said::toString);
    assertEquals("a", block(agent, "n").value());
    assertEquals(List.of("n"), labels(agent));
  }

  @Test
  void renameWithADescriptionChangesThat() {
    String agent = agentWith("a");

    Object said = memory(agent, "rename", "path", "notes", "description", "new words");

    assertTrue(said.toString().contains("updated description"), said::toString);
    assertEquals("new words", block(agent, "notes").description());
    assertEquals("a", value(agent));
  }

  @Test
  void aLabelWithASlashIsAlsoFoundWithAnUnderscore() {
    String agent =
        agent("tools", CORE, "memory_blocks", List.of(Map.of("label", "a_b", "value", "v")));

    memory(agent, "insert", "path", "/memories/a/b", "insert_text", "w");

    assertEquals("v\nw", block(agent, "a_b").value());
  }

  @ParameterizedTest
  @CsvSource({
    "create,path,plans",
    "create,description,d",
    "str_replace,path,notes",
    "insert,path,notes",
    "delete,old_path,notes",
    "rename,old_path,notes"
  })
  void whatACommandNeedsIsNamed(String command, String name, String value) {
    String agent = agentWith("a");

    String told = failure(agent, "memory", with(command, name, value));

    assertTrue(told.contains("ValueError: Error: "), told);
    assertTrue(told.contains(command), told);
  }

  @Test
  void aPatchOfSeveralBlocksDoesAllOfIt() {
    String agent =
        agent(
            "tools",
            CORE,
            "memory_blocks",
            List.of(
                Map.of("label", "notes", "value", "a\nb"),
                Map.of("label", "old", "value", "x"),
                Map.of("label", "gone", "value", "y")));

    Object said =
        patch(
            agent,
            """
            *** Begin Patch
            *** Add Block: new
            Description: what is new
            +one
            +two
            *** Update Block: notes
            @@
             a
            -b
            +c
            *** Update Block: old
            *** Move to: older
            *** Delete Block: gone
            *** End Patch
            """);

    List<String> lines = said.toString().lines().toList();
    assertTrue(lines.getFirst().startsWith("Successfully applied"), said::toString);
    assertEquals(
        List.of(
            "- Created memory block 'new'",
            "- Updated memory block 'notes'",
            "- Renamed memory block 'old' to 'older'",
            "- Deleted memory block 'gone'"),
        lines.subList(1, lines.size()));
    assertEquals(List.of("new", "notes", "older"), labels(agent));
    assertEquals("one\ntwo", block(agent, "new").value());
    assertEquals("what is new", block(agent, "new").description());
    assertEquals("a\nc", value(agent));
  }

  @Test
  void aBlockIsUpdatedAndMovedInOneSection() {
    String agent = agentWith("a");

    patch(agent, "*** Update Block: notes\n*** Move to: n\n@@\n-a\n+b");

    assertEquals("b", block(agent, "n").value());
    assertEquals(2, block(agent, "n").version());
  }

  @ParameterizedTest
  @CsvSource({
    "'*** Add Block: notes',UniqueConstraintViolationError",
    "'*** Delete Block: nowhere',KeyError",
    "'*** Update Block: notes',No valid hunks",
    "'*** Move to: n',must follow",
    "'*** Add Block: ',must name",
    "'*** Update Block: notes|*** Move to: other',UniqueConstraintViolationError"
  })
  void aSectionThatCannotBeDoneUndoesTheWholePatch(String section, String words) {
    String agent =
        agent(
            "tools",
            CORE,
            "memory_blocks",
            List.of(Map.of("label", "notes", "value", "a"), Map.of("label", "other")));
    String patch = "*** Add Block: new\n+x\n" + section.replace('|', '\n');

    String told = failure(agent, "memory_apply_patch", "label", "", "patch", patch);

    assertTrue(told.contains(words), told);
    assertEquals(List.of("notes", "other"), labels(agent));
    assertNull(block(agent, "notes").description());
    assertEquals("a", value(agent));
  }
}
