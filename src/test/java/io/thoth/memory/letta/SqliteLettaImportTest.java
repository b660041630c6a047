package io.thoth.memory.letta;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Into a file. */
class SqliteLettaImportTest extends LettaImportContract {
  @TempDir Path folder;

  @Override
  Map<String, String> empty() {
    return Map.of("THOTH_DATA_DIR", folder.toString());
  }
}
