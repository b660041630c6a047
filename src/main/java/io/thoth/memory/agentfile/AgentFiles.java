package io.thoth.memory.agentfile;

import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contract of agent files. */
public interface AgentFiles {
  /** Marks what this program adds to Letta's format, and which version of it. */
  String FORMAT = "thoth-agent-file/1";

  Operation<Import, Imported> IMPORT =
      Operation.change("agentfile.import", Import.class, Imported.class)
          .within(Duration.ofHours(1));

  /**
   * Makes the agents of a file, all or none, with fresh ids.
   *
   * @param file name of the uploaded file in this node's folder of uploads
   * @param overrideExistingTools usual; else tools that are there stay as they are
   * @param stripMessages leaves messages and conversations out
   * @param secrets values for the agents' secrets, which files never hold
   * @param name of the agent, in place of the file's
   * @param model handle for the agents, in place of the file's
   * @param embedding handle for the agents, in place of the file's
   * @param appendCopySuffix usual; names agents {@code …_copy} unless {@code name} is given
   */
  record Import(
      String file,
      @Nullable Boolean overrideExistingTools,
      @Nullable Boolean stripMessages,
      @Nullable Map<String, String> secrets,
      @Nullable String name,
      @Nullable String model,
      @Nullable String embedding,
      @Nullable Boolean appendCopySuffix,
      @Nullable String projectId) {
    public Import {
      Texts.line("file", file, 255);
      if (file.contains("/") || file.contains("\\") || file.startsWith(".")) {
        throw Fault.invalid("file", "must be the name of a file");
      }
    }

    boolean overridesTools() {
      return !Boolean.FALSE.equals(overrideExistingTools);
    }

    boolean withMessages() {
      return !Boolean.TRUE.equals(stripMessages);
    }

    /** What an agent of the file will be called. */
    String named(String inFile) {
      if (name != null) {
        return name;
      }
      return Boolean.FALSE.equals(appendCopySuffix) ? inFile : inFile + "_copy";
    }
  }

  record Imported(List<String> agentIds) {
    public Imported {
      agentIds = List.copyOf(agentIds);
    }
  }
}
