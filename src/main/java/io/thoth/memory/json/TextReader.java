package io.thoth.memory.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/**
 * Strings that every store can keep: NUL characters are dropped (PostgreSQL has no place for them),
 * and half of a surrogate pair, which is no character at all, is refused.
 */
final class TextReader extends StdDeserializer<String> {
  private static final long serialVersionUID = 1L;

  TextReader() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      return (String) context.handleUnexpectedToken(String.class, in);
    }
    return Texts.storable(in.currentName() == null ? "text" : in.currentName(), in.getText());
  }
}
