package io.thoth.memory.core;

import io.thoth.memory.support.Client;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The questions of core memory in few words. */
public final class Asking {
  private Asking() {}

  /** Makes a block with this label and value. */
  public static Block block(Client client, String label, String value) {
    return client.ask(Blocks.CREATE, new Blocks.Create(NewBlock.of(label, value)));
  }

  public static Block tagged(Client client, String label, String value, String... tags) {
    NewBlock fresh =
        new NewBlock(
            label,
            value,
            null,
            null,
            null,
            null,
            List.of(tags),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return client.ask(Blocks.CREATE, new Blocks.Create(fresh));
  }

  public static Blocks.Read read(String id) {
    return new Blocks.Read(id, null, null, null);
  }

  public static Block now(Client client, Block block) {
    return client.ask(Blocks.READ, read(block.id()));
  }

  public static Blocks.Append append(Block block, String content) {
    return new Blocks.Append(block.id(), null, null, null, content, null);
  }

  public static Blocks.Append append(Block block, String content, @Nullable String separator) {
    return new Blocks.Append(block.id(), null, null, null, content, separator);
  }

  public static Blocks.Replace replace(Block block, String old, String fresh, boolean all) {
    return new Blocks.Replace(block.id(), null, null, null, old, fresh, all);
  }

  public static Blocks.Insert insert(Block block, String content, @Nullable Integer line) {
    return new Blocks.Insert(block.id(), null, null, null, content, line);
  }

  public static Blocks.Update update(Block block, BlockPatch patch) {
    return new Blocks.Update(block.id(), null, null, null, patch);
  }

  public static Blocks.Undo undo(Block block, @Nullable Long version) {
    return new Blocks.Undo(block.id(), null, version);
  }

  public static BlockPatch label(String label) {
    return patch(label, null, null, null, null, null);
  }

  public static BlockPatch value(String value) {
    return patch(null, value, null, null, null, null);
  }

  public static BlockPatch limit(long limit) {
    return patch(null, null, limit, null, null, null);
  }

  public static BlockPatch description(String description) {
    return patch(null, null, null, description, null, null);
  }

  public static BlockPatch metadata(Map<String, Object> metadata) {
    return patch(null, null, null, null, metadata, null);
  }

  public static BlockPatch tags(String... tags) {
    return patch(null, null, null, null, null, List.of(tags));
  }

  private static BlockPatch patch(
      @Nullable String label,
      @Nullable String value,
      @Nullable Long limit,
      @Nullable String description,
      @Nullable Map<String, Object> metadata,
      @Nullable List<String> tags) {
    return new BlockPatch(
        label,
        value,
        limit,
        description,
        metadata,
        null,
        tags,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
