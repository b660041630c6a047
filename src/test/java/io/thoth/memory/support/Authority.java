package io.thoth.memory.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Signs certificates that are good for two days, with openssl. */
public final class Authority {
  private static final String NOTHING_USUAL = "[req]\ndistinguished_name=dn\n[dn]\n";

  private final Path folder;
  private final Pair own;

  /** A certificate and its key, in PEM. */
  public record Pair(Path certificate, Path key) {}

  /**
   * @param folder where the files are made; those of others may be there too
   */
  public Authority(Path folder, String name) {
    this.folder = folder;
    try {
      Files.writeString(folder.resolve("openssl.cnf"), NOTHING_USUAL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    own = made(name, "-addext", "basicConstraints=critical,CA:TRUE");
  }

  public Path certificate() {
    return own.certificate();
  }

  /**
   * @param hosts as in {@code DNS:localhost}
   */
  public Pair signed(String name, String hosts) {
    return made(
        name,
        "-CA",
        own.certificate().toString(),
        "-CAkey",
        own.key().toString(),
        "-addext",
        "subjectAltName=" + hosts);
  }

  private Pair made(String name, String... more) {
    Pair pair = new Pair(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    List<String> words = new ArrayList<>();
    Collections.addAll(words, "openssl", "req", "-x509", "-config", "openssl.cnf", "-days", "2");
    Collections.addAll(words, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes");
    Collections.addAll(words, "-subj", "/CN=" + name, "-out", pair.certificate().toString());
    Collections.addAll(words, "-keyout", pair.key().toString());
    Collections.addAll(words, more);
    new Command(words, folder, Map.of(), Duration.ofSeconds(30)).run();
    return pair;
  }
}
