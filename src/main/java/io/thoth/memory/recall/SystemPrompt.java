package io.thoth.memory.recall;

import io.thoth.memory.core.Block;
import io.thoth.memory.json.Texts;
import io.thoth.memory.json.Times;
import java.time.Instant;
import java.util.List;

/**
 * The system message an agent is run with: its template, its core memory and what else it can look
 * for. Clients look for the tags and for the beginnings of the lines of the last part.
 *
 * @param template in which {@code {CORE_MEMORY}} is replaced; else the memory follows it
 * @param conversationId {@code default} for the agent's own
 * @param messages how many are not in the context or before it, all that were said
 * @param passages how many there are in the agent's archives
 */
record SystemPrompt(
    String template,
    List<Block> blocks,
    String agentId,
    String conversationId,
    Instant recompiledAt,
    long messages,
    long passages) {
  private static final String PLACE = "{CORE_MEMORY}";

  String text() {
    String memory = memory() + "\n\n" + metadata();
    return template.contains(PLACE)
        ? template.replace(PLACE, memory)
        : template.stripTrailing() + "\n\n" + memory;
  }

  /** The blocks as the agent sees them. */
  String memory() {
    StringBuilder text = new StringBuilder("<memory_blocks>\n");
    text.append("These blocks of your core memory are always in view:\n");
    for (Block block : blocks) {
      text.append('\n').append(block(block)).append('\n');
    }
    return text.append("\n</memory_blocks>").toString();
  }

  private static String block(Block block) {
    return String.join(
        "\n",
        "<" + block.label() + ">",
        "<description>",
        block.description() == null ? "" : block.description(),
        "</description>",
        "<metadata>",
        (block.readOnly() ? "- read_only=true\n" : "")
            + ("- chars_current=" + Texts.length(block.value())),
        "- chars_limit=" + block.limit(),
        "</metadata>",
        "<value>",
        block.value(),
        "</value>",
        "</" + block.label() + ">");
  }

  /** What there is besides the blocks. */
  String metadata() {
    StringBuilder text = new StringBuilder("<memory_metadata>\n");
    text.append("- AGENT_ID: ").append(agentId).append('\n');
    text.append("- CONVERSATION_ID: ").append(conversationId).append('\n');
    text.append("- System prompt last recompiled: ").append(Times.text(recompiledAt)).append('\n');
    text.append("- ").append(messages).append(" earlier messages can be searched in recall memory");
    if (passages > 0) {
      text.append("\n- ").append(passages).append(" passages can be searched in archival memory");
    }
    return text.append("\n</memory_metadata>").toString();
  }
}
