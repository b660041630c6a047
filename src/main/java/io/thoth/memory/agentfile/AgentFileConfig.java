package io.thoth.memory.agentfile;

import io.thoth.memory.config.Variables;
import java.nio.file.Path;

/**
 * How agent files are taken in.
 *
 * @param uploads where they lie while they are read
 * @param mostMegabytes larger ones are refused with 413
 */
public record AgentFileConfig(Path uploads, int mostMegabytes) {
  private static final int USUAL = 4_096;
  private static final int MOST = 1 << 20;

  public static AgentFileConfig of(Variables variables, Path dataDir) {
    return new AgentFileConfig(
        dataDir.resolve("uploads"), variables.number(USUAL, 1, MOST, "THOTH_MAX_IMPORT_MEGABYTES"));
  }

  long mostBytes() {
    return (long) mostMegabytes << 20;
  }
}
