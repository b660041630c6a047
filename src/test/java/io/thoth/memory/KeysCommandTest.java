package io.thoth.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.config.Variables;
import io.thoth.memory.node.NodeConfig;
import io.thoth.memory.support.TestNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are made from the command line, with a running node and without one. */
class KeysCommandTest {
  private static final Pattern ID = Pattern.compile("key-[0-9a-f-]{36}");
  private static final Pattern KEY = Pattern.compile("thm_[0-9a-f]{16}_[0-9a-f]{64}");

  @TempDir private Path data;

  private NodeConfig config() {
    return NodeConfig.of(
        Variables.of(
            Map.of(
                "THOTH_DATA_DIR", data.toString(),
                "THOTH_EMBEDDER", "none",
                "LETTA_SERVER_SECURE", "true",
                "LETTA_SERVER_PASSWORD", "secret")),
        data);
  }

  private String run(String... words) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    KeysCommand.of(words, config()).run(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertTrue(matcher.find(), text);
    return matcher.group();
  }

  @Test
  void aKeyMadeWithARunningNodeIsGoodUntilItIsRevoked() throws Exception {
    Map<String, String> secured =
        Map.of("LETTA_SERVER_SECURE", "true", "LETTA_SERVER_PASSWORD", "secret");
    try (TestNode node = TestNode.start(secured)) {
      String made = run("create", "--name", "ci", "--scopes", "read", "--url", node.url());
      String[] bearer = {"Authorization", "Bearer " + found(KEY, made)};
      assertEquals(200, node.get("/v1/agents/", bearer).status());

      String revoked = run("revoke", "--key", found(ID, made), "--url", node.url());

      assertTrue(revoked.contains("revoked"), revoked);
      assertEquals(401, node.get("/v1/agents/", bearer).status());
    }
  }

  @Test
  void withoutARunningNodeOneIsStartedForThat() throws Exception {
    String id = found(ID, run("create", "--name", "offline"));

    String listed = run("list");

    assertTrue(listed.contains(id) && listed.contains("offline"), listed);
    assertTrue(KEY.matcher(listed).results().findAny().isEmpty(), listed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "make", "create", "revoke", "list --nothing x", "rotate --key a/b"})
  void aWrongWordIsAnsweredWithWhatThereIs(String words) {
    String[] given = words.isEmpty() ? new String[0] : words.split(" ");

    ConfigFault fault = assertThrows(ConfigFault.class, () -> run(given));

    assertTrue(String.valueOf(fault.getMessage()).startsWith("keys takes:"));
  }
}
