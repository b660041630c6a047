package io.thoth.memory.support;

import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.PgConfig;
import io.thoth.memory.sql.PgSql;
import io.thoth.memory.sql.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real PostgreSQL server on a free port, made from nothing and removed when the JVM ends. Most
 * tests share one and have a schema each.
 */
public final class Postgres implements AutoCloseable {
  private static final String USER = "postgres";
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private final PostgresPrograms programs = PostgresPrograms.found();
  private final Path folder;
  private final int port;

  /** By version. */
  private static final Map<String, Postgres> SHARED = new ConcurrentHashMap<>();

  /** The server that tests share. */
  public static Postgres shared() {
    return SHARED.computeIfAbsent(
        PostgresPrograms.version(), _ -> new Postgres("fsync=off")); // The tests kill no kernel.
  }

  /**
   * Does something while the shared server is one of this version. Nothing else may run meanwhile.
   *
   * @param version as in "18", the system's or one that the build has put aside
   */
  public static void withVersion(String version, Runnable work) {
    PostgresPrograms.withVersion(
        version,
        () -> {
          try (Postgres _ = shared()) {
            work.run();
          } finally {
            SHARED.remove(version);
          }
        });
  }

  /**
   * A server of one's own, started.
   *
   * @param settings lines of its configuration
   */
  public Postgres(String... settings) {
    try {
      folder = Files.createTempDirectory("thoth-postgres-");
      port = freePort();
      programs.own(folder);
      programs.run(
          "initdb",
          "-D",
          data(),
          "-A",
          "trust",
          "-U",
          USER,
          "-E",
          "UTF8",
          "--locale=C",
          // Not the order of bytes, which the schema must ask for itself.
          "--locale-provider=icu",
          "--icu-locale=en-US");
      configure(settings);
      start();
      Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void configure(String... settings) {
    List<String> lines = new ArrayList<>(List.of(settings));
    lines.add("port=" + port);
    lines.add("listen_addresses='127.0.0.1'");
    lines.add("unix_socket_directories=''");
    lines.add("max_connections=300");
    for (String line : lines) {
      programs.run("sh", "-c", "echo \"" + line + "\" >> " + data() + "/postgresql.conf");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  public int port() {
    return port;
  }

  /**
   * Runs pgbench with this many connections; answers its transactions per second.
   *
   * @param script statements in a schema that they name
   */
  public double pgbench(String script, int connections, int seconds) {
    try {
      Path file = Files.createTempFile("thoth-pgbench-", ".sql");
      Files.writeString(file, script);
      programs.own(file);
      String said =
          programs.run(
              "pgbench",
              "-n",
              "-M",
              "prepared",
              "-h",
              "127.0.0.1",
              "-p",
              String.valueOf(port),
              "-U",
              USER,
              "-c",
              String.valueOf(connections),
              "-j",
              "2",
              "-T",
              String.valueOf(seconds),
              "-f",
              file.toString(),
              "postgres");
      Files.delete(file);
      Matcher tps = Pattern.compile("tps = ([0-9.]+)").matcher(said);
      if (!tps.find()) {
        throw new IllegalStateException(said);
      }
      return Double.parseDouble(tps.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Begins anew with TLS.
   *
   * @param authority whose certificates of clients are good
   * @param access lines of {@code pg_hba.conf}
   */
  public void secure(Authority.Pair server, Path authority, String... access) {
    stop("fast");
    try {
      Files.writeString(Path.of(data(), "pg_hba.conf"), String.join("\n", access) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    configure(
        "ssl=on",
        "ssl_cert_file='" + kept(server.certificate()) + "'",
        "ssl_key_file='" + kept(server.key()) + "'",
        "ssl_ca_file='" + kept(authority) + "'");
    start();
  }

  /** A copy that is the server's, which nobody else may read. */
  private Path kept(Path file) {
    try {
      Path copy = Files.copy(file, folder.resolve(file.getFileName()));
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
      programs.own(copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void start() {
    programs.run("pg_ctl", "-D", data(), "-l", folder.resolve("log").toString(), "-w", "start");
  }

  /**
   * @param mode {@code fast} ends connections, {@code immediate} is as good as a crash
   */
  public void stop(String mode) {
    programs.run("pg_ctl", "-D", data(), "-m", mode, "-w", "stop");
  }

  /** What the server has logged so far. */
  public String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of a schema that nobody has had. */
  public static String freshSchema() {
    return "test_" + SCHEMAS.incrementAndGet();
  }

  public PgConfig config(String schema) {
    return PgConfig.at("127.0.0.1", port, "postgres", USER, schema);
  }

  /** The settings of a program that keeps its data in this schema. */
  public Map<String, String> settings(String schema) {
    return Map.of(
        "LETTA_PG_URI",
        "postgresql://" + USER + "@127.0.0.1:" + port + "/postgres",
        "LETTA_PG_SCHEMA",
        schema);
  }

  /** A store in this schema of the shared server, with the program's tables. */
  public static Sql store(String schema) {
    PgSql sql = PgSql.open(shared().config(schema));
    sql.migrate(Migrations.of(sql.dialect()));
    return sql;
  }

  @Override
  public void close() {
    try {
      if (Files.exists(Path.of(data(), "postmaster.pid"))) {
        stop("immediate");
      }
      programs.run("rm", "-rf", folder.toString());
    } catch (RuntimeException e) {
      System.err.println("a PostgreSQL server is left over in " + folder + ": " + e.getMessage());
    }
  }
}
