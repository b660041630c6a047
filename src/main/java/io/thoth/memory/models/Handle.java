package io.thoth.memory.models;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Texts;

/** A model's name: the provider, a slash and the provider's own name, which may hold slashes. */
public record Handle(String provider, String model) {
  private static final int MOST = 255;

  /** Reads a handle; without a slash it is refused with {@code kind}. */
  public static Handle of(String field, String text, FaultKind kind) {
    Texts.line(field, text, MOST);
    int slash = text.indexOf('/');
    if (slash < 1 || slash == text.length() - 1) {
      throw new Fault(kind, field + ": '" + text + "' must be of the form provider/model");
    }
    return new Handle(text.substring(0, slash), text.substring(slash + 1));
  }

  public String text() {
    return provider + "/" + model;
  }
}
