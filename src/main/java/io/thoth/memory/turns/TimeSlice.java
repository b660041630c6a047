package io.thoth.memory.turns;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For how long the calling thread, and every thread that it starts from then on, wants to compute
 * at a stretch. The scheduler of Linux lets whoever wakes up and wants little go before who has
 * much to compute, although both get as much in the long run; without that a thread with an answer
 * waits for the compiler or the collector of the JVM, which keep a processor for milliseconds.
 * Needs no privilege. Does nothing where there is no such thing: before Linux 6.12, on other
 * systems, and where these system calls are forbidden.
 *
 * @see <a href="https://docs.kernel.org/scheduler/sched-eevdf.html">EEVDF Scheduler</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/sched_setattr.2.html">sched_setattr(2)</a>
 */
public final class TimeSlice {
  private static final Logger log = LoggerFactory.getLogger(TimeSlice.class);

  /** The least that the kernel takes, in nanoseconds. */
  static final long BRIEF = 100_000;

  /** What the kernel gives to those who say nothing. */
  private static final long USUAL = 0;

  private TimeSlice() {}

  /** For threads that answer somebody who waits. */
  public static void brief() {
    ask(BRIEF);
  }

  /** The work of a thread that computes, or that nobody waits for. */
  public static Runnable usual(Runnable work) {
    return () -> {
      ask(USUAL);
      work.run();
    };
  }

  private static void ask(long nanos) {
    Kernel kernel = Kernel.HERE;
    if (kernel != null) {
      kernel.change(nanos);
    }
  }

  /** The one of the calling thread in nanoseconds; 0 where nothing is known of it. */
  static long now() {
    return Kernel.HERE == null ? 0 : Kernel.HERE.slice();
  }

  /**
   * The two system calls, for which Debian's C library has no names. The attributes are those of
   * {@code struct sched_attr}, in its first version of 48 bytes.
   *
   * @param call of the C library: the number of a system call and what it takes
   */
  private record Kernel(MethodHandle call, Numbers numbers) {
    private static final int SIZE = 48;
    private static final int POLICY = 4;
    private static final int RUNTIME = 24;
    private static final int SCHED_OTHER = 0;
    private static final long THIS_THREAD = 0;
    private static final long NO_FLAGS = 0;

    private record Numbers(long get, long set) {}

    /** From the kernel's tables of system calls. */
    private static final Map<String, Numbers> NUMBERS =
        Map.of("amd64", new Numbers(315, 314), "aarch64", new Numbers(275, 274));

    static final @Nullable Kernel HERE = find();

    private static @Nullable Kernel find() {
      Numbers numbers = NUMBERS.get(System.getProperty("os.arch"));
      if (numbers == null || !System.getProperty("os.name").equals("Linux")) {
        return null;
      }
      try {
        Linker linker = Linker.nativeLinker();
        MethodHandle call =
            linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        Kernel kernel = new Kernel(call, numbers);
        return kernel.slice() == 0 ? null : kernel;
      } catch (RuntimeException forbidden) {
        log.info("threads get slices of the usual length: {}", forbidden.toString());
        return null;
      }
    }

    /** 0 where the kernel knows of none. */
    long slice() {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment attributes = arena.allocate(SIZE, Long.BYTES);
        return get(attributes) ? attributes.get(ValueLayout.JAVA_LONG, RUNTIME) : 0;
      }
    }

    /** Everything else stays, such as a priority that the thread was started with. */
    void change(long nanos) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment attributes = arena.allocate(SIZE, Long.BYTES);
        if (get(attributes) && attributes.get(ValueLayout.JAVA_INT, POLICY) == SCHED_OTHER) {
          attributes.set(ValueLayout.JAVA_LONG, RUNTIME, nanos);
          invoke(numbers.set(), attributes, NO_FLAGS);
        }
      }
    }

    private boolean get(MemorySegment attributes) {
      return invoke(numbers.get(), attributes, SIZE) == 0;
    }

    private long invoke(long number, MemorySegment attributes, long third) {
      try {
        return (long) call.invokeExact(number, THIS_THREAD, attributes, third, NO_FLAGS);
      } catch (Throwable impossible) { // What is called is C, which throws nothing.
        throw new IllegalStateException(impossible);
      }
    }
  }
}
