package io.thoth.memory.node;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import org.jspecify.annotations.Nullable;

/** How much the vectors of an organisation's passages take, in gigabytes. */
public record VectorSize(@JsonValue double gigabytes) {
  static final Operation<Ask, VectorSize> ASK =
      Operation.read("node.vectors", Ask.class, VectorSize.class);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public VectorSize {}

  /**
   * How much do the vectors take?
   *
   * @param storageUnit accepted for clients that name it; the answer is in GB
   */
  public record Ask(@Nullable String storageUnit) {}
}
