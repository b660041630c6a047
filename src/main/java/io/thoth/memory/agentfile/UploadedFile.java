package io.thoth.memory.agentfile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.thoth.memory.id.Sha256;
import io.thoth.memory.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** What can be said of an uploaded file before it is read as what it is. */
final class UploadedFile {
  private static final int CHUNK = 64 << 10;
  private static final long MOST_QUOTED = 16L << 20;

  private UploadedFile() {}

  /** SHA-256 of the file after {@code before}, in hexadecimal digits. */
  static String digest(Path file, String before) {
    try (FileChannel channel = FileChannel.open(file)) {
      MessageDigest sha = Sha256.fresh();
      sha.update(before.getBytes(StandardCharsets.UTF_8));
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
      while (channel.read(chunk.clear()) >= 0) {
        sha.update(chunk.flip());
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Python's SDK gives an export as JSON in a JSON string; some keep that, so one of moderate size
   * is taken out of its quotes.
   */
  static void unquote(Path file) {
    try {
      if (!isQuoted(file)) {
        return;
      }
      if (Files.size(file) > MOST_QUOTED) {
        throw FileScan.unfit(
            "file: is JSON inside of a JSON string and larger than " + MOST_QUOTED + " bytes");
      }
      String text;
      try (JsonParser parser = Json.raw().createParser(file.toFile())) {
        parser.nextToken();
        text = parser.getText();
      }
      Files.writeString(file, text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException noJson) {
      throw FileScan.unfit("file: is not JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isQuoted(Path file) throws IOException {
    try (JsonParser parser = Json.raw().createParser(file.toFile())) {
      return parser.nextToken() == JsonToken.VALUE_STRING;
    } catch (com.fasterxml.jackson.core.JsonProcessingException noJson) {
      return false; // told when it is read
    }
  }
}
