package io.thoth.memory.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;

final class TimeReader extends StdDeserializer<Instant> {
  private static final long serialVersionUID = 1L;

  TimeReader() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      return (Instant) context.handleUnexpectedToken(Instant.class, in);
    }
    return Times.parse(TextReader.nameOf(in), in.getText(), ZoneOffset.UTC);
  }
}
