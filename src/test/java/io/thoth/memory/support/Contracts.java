package io.thoth.memory.support;

import io.thoth.memory.bus.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the program's contracts declare, found in its class files. */
public final class Contracts {

  private Contracts() {}

  /** Every operation that is a constant of some class of the program. */
  public static List<Operation<?, ?>> operations() {
    try (Stream<Path> files = Files.walk(classes())) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(Contracts::loaded)
          .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
          .filter(field -> field.getType() == Operation.class)
          .filter(field -> Modifier.isStatic(field.getModifiers()))
          .<Operation<?, ?>>map(Contracts::value)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path classes() {
    return Path.of(Operation.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static Class<?> loaded(Path file) {
    String name =
        classes().relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
    try {
      return Class.forName(name, false, Contracts.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Operation<?, ?> value(Field constant) {
    try {
      constant.setAccessible(true);
      return (Operation<?, ?>) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
