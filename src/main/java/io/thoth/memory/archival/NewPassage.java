package io.thoth.memory.archival;

import io.thoth.memory.json.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A passage to be stored; what is absent takes its default, {@code createdAt} that of now. */
public record NewPassage(
    String text,
    @Nullable List<String> tags,
    @Nullable Map<String, Object> metadata,
    @Nullable Instant createdAt) {
  /** Characters (Unicode code points) that a text may have. */
  public static final int LONGEST_TEXT = PassageRules.LONGEST_TEXT;

  public NewPassage {
    text = PassageRules.text(text);
    tags = Texts.tags("tags", tags);
    metadata = Objects.requireNonNullElse(Texts.object("metadata", metadata), Map.of());
  }
}
