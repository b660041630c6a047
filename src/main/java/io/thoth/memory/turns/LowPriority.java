package io.thoth.memory.turns;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets threads that compute for long stand back behind those that answer: when all processors are
 * taken, a request that needs one for a moment gets it first. Threads that find a processor free
 * are as fast as ever. On Linux, where a thread has a niceness of its own; elsewhere nothing
 * changes. Java's own thread priorities do nothing on Linux unless the whole JVM is started for it.
 */
public final class LowPriority {
  private static final Logger LOG = LoggerFactory.getLogger(LowPriority.class);

  /** Against one of the usual priority such a thread gets a quarter of a processor. */
  private static final int NICENESS = 5;

  private static final int OF_A_THREAD = 0;
  private static final int THE_CALLING_ONE = 0;
  private static final Optional<MethodHandle> SET_PRIORITY = find();

  private LowPriority() {}

  /** The task, for a platform thread that does nothing else in its life. */
  public static Runnable of(Runnable task) {
    return () -> {
      standBack();
      task.run();
    };
  }

  private static Optional<MethodHandle> find() {
    if (!"Linux".equals(System.getProperty("os.name"))) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find("setpriority")
        .map(
            function ->
                linker.downcallHandle(
                    function, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT)));
  }

  private static void standBack() {
    try {
      if (SET_PRIORITY.isPresent()) {
        int _ = (int) SET_PRIORITY.get().invokeExact(OF_A_THREAD, THE_CALLING_ONE, NICENESS);
      }
    } catch (Throwable problem) { // The work is the same, only less considerate.
      LOG.debug("the priority of {} stays as it is", Thread.currentThread().getName(), problem);
    }
  }
}
