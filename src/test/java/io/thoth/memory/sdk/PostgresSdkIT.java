package io.thoth.memory.sdk;

import io.thoth.memory.support.Postgres;
import java.util.Map;

/** The same with the data in PostgreSQL. */
class PostgresSdkIT extends SdkIT {
  @Override
  Map<String, String> database() {
    return Postgres.shared().settings(Postgres.freshSchema());
  }
}
