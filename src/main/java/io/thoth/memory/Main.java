package io.thoth.memory;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.config.Variables;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.http.HttpConfig;
import io.thoth.memory.letta.LettaProblem;
import io.thoth.memory.node.Node;
import io.thoth.memory.node.NodeConfig;
import io.thoth.memory.node.Version;
import io.thoth.memory.sql.ConstraintViolation;
import io.thoth.memory.sql.SqlFailure;
import io.thoth.memory.turns.TimeSlice;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * Starts the program. Exit codes: 0 after a drain, 1 when it cannot start, 2 for a wrong command.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    switch (args.length == 0 ? "" : args[0]) {
      case "start" -> start();
      case "mcp" -> mcp(Arrays.copyOfRange(args, 1, args.length));
      case "migrate" -> migrate(Arrays.copyOfRange(args, 1, args.length));
      case "copy" -> copy(Arrays.copyOfRange(args, 1, args.length));
      case "import" -> bring(Arrays.copyOfRange(args, 1, args.length));
      case "keys" -> keys(Arrays.copyOfRange(args, 1, args.length));
      case "version" -> System.out.println(Version.text());
      default -> {
        System.err.println(
            "usage: thoth-memory start | mcp | keys | migrate | copy | import | version");
        System.exit(2);
      }
    }
  }

  private static void start() throws InterruptedException {
    NodeConfig config;
    Node node;
    try {
      config = config();
      TimeSlice.brief(); // all threads of the node come from this one
      node = start(config);
    } catch (ConfigFault problem) {
      System.err.println("thoth-memory: " + problem.getMessage());
      System.exit(1);
      return;
    }
    CountDownLatch stop = new CountDownLatch(1);
    Signal.handle(new Signal("TERM"), _ -> stop.countDown());
    Signal.handle(new Signal("INT"), _ -> stop.countDown());
    Welcome.print(config, node.port());
    stop.await();
    System.out.println("thoth-memory: finishing what is in flight");
    node.close();
    System.exit(0);
  }

  /** Standard output belongs to the protocol, so everything else is printed on standard error. */
  private static void mcp(String[] words) throws InterruptedException {
    PrintStream out = System.out;
    System.setOut(System.err);
    try (McpCommand command = McpCommand.of(words, config())) {
      Signal.handle(new Signal("TERM"), _ -> command.end());
      Signal.handle(new Signal("INT"), _ -> command.end());
      command.run(System.in, out);
    } catch (ConfigFault | IllegalStateException | IOException problem) {
      System.err.println("thoth-memory: " + problem.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private static void migrate(String[] words) {
    try {
      MigrateCommand.of(words, config().store()).run(System.out);
    } catch (ConfigFault | IllegalStateException problem) {
      System.err.println("thoth-memory: " + problem.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private static void keys(String[] words) throws InterruptedException {
    try {
      KeysCommand.of(words, config()).run(System.out);
    } catch (ConfigFault | IllegalStateException | IOException problem) {
      System.err.println("thoth-memory: " + problem.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private static void copy(String[] words) {
    try {
      CopyCommand.of(words, config().store(), variables()).run(System.out, System.err);
    } catch (ConfigFault
        | IllegalStateException
        | Fault
        | SqlFailure
        | ConstraintViolation problem) {
      System.err.println("thoth-memory: " + problem.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private static void bring(String[] words) {
    try {
      ImportCommand.of(words, config()).run(System.out, System.err);
    } catch (ConfigFault
        | LettaProblem
        | IllegalStateException
        | Fault
        | SqlFailure
        | ConstraintViolation problem) {
      System.err.println("thoth-memory: " + problem.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private static NodeConfig config() {
    NodeConfig config = NodeConfig.of(variables(), home());
    logging(config);
    return config;
  }

  private static Variables variables() {
    return Variables.read(configFile(home()), System.getenv());
  }

  private static Path home() {
    return Path.of(System.getProperty("thoth.home", "."));
  }

  /** What the surroundings refuse, such as a port in use, is said like a wrong setting. */
  private static Node start(NodeConfig config) {
    try {
      return Node.start(config);
    } catch (Exception problem) {
      LoggerFactory.getLogger(Main.class).debug("the node did not start", problem);
      if (problem instanceof BindException || problem instanceof UnknownHostException) {
        HttpConfig http = config.http();
        throw new ConfigFault(
            "cannot listen on %s port %d (LETTA_SERVER_HOST, LETTA_SERVER_PORT): %s"
                .formatted(http.host(), http.port(), problem.getMessage()));
      } else if (problem instanceof IllegalStateException) {
        throw new ConfigFault("cannot start: " + problem.getMessage());
      }
      throw problem;
    }
  }

  private static Path configFile(Path home) {
    String named = System.getenv("THOTH_CONFIG");
    return named == null || named.isBlank()
        ? home.resolve("conf").resolve("thoth.properties")
        : Path.of(named);
  }

  /** Read by the logging configuration, so it must come before the first logger is used. */
  private static void logging(NodeConfig config) {
    System.setProperty("thoth.log.level", config.logLevel());
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    System.setProperty("hazelcast.logging.type", "slf4j");
  }
}
