package io.thoth.memory.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
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
    return Texts.storable(nameOf(in), in.getText());
  }

  /** The field a value stands in, which for an item of a list is that of the list. */
  static String nameOf(JsonParser in) {
    for (JsonStreamContext at = in.getParsingContext(); at != null; at = at.getParent()) {
      if (at.getCurrentName() != null) {
        return at.getCurrentName();
      }
    }
    return "body";
  }
}
