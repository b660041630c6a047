package io.thoth.memory.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;

final class TimeWriter extends StdSerializer<Instant> {
  private static final long serialVersionUID = 1L;

  TimeWriter() {
    super(Instant.class);
  }

  @Override
  public void serialize(Instant time, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    out.writeString(Times.text(time));
  }
}
