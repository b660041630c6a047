package io.thoth.memory.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The environment over a properties file with the same names. Where a setting has several
 * spellings, the first one given that is set wins, and two that are set to different values are
 * refused: one of them would silently have no effect. An empty value counts as not set.
 */
public final class Variables {
  private final Map<String, String> environment;
  private final Map<String, String> file;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  private Variables(Map<String, String> environment, Map<String, String> file) {
    this.environment = Map.copyOf(environment);
    this.file = Map.copyOf(file);
  }

  public static Variables of(Map<String, String> environment) {
    return new Variables(environment, Map.of());
  }

  /** Reads {@code file} when it is there and lays {@code environment} over it. */
  public static Variables read(Path file, Map<String, String> environment) {
    Map<String, String> values = new HashMap<>();
    if (Files.exists(file)) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new ConfigFault(file + " cannot be read: " + e.getMessage());
      }
      properties.stringPropertyNames().forEach(n -> values.put(n, properties.getProperty(n)));
    }
    return new Variables(environment, values);
  }

  /** Every name that somebody has asked for. */
  public Set<String> asked() {
    return Set.copyOf(asked);
  }

  /** All but these. */
  public Variables without(Collection<String> names) {
    return new Variables(without(environment, names), without(file, names));
  }

  private static Map<String, String> without(Map<String, String> layer, Collection<String> names) {
    Map<String, String> rest = new HashMap<>(layer);
    rest.keySet().removeAll(names);
    return rest;
  }

  /** The value under the first of its spellings that is set. */
  public Optional<String> text(String... names) {
    asked.addAll(List.of(names));
    return text(environment, names).or(() -> text(file, names));
  }

  private static Optional<String> text(Map<String, String> layer, String... names) {
    List<String> set = Arrays.stream(names).filter(name -> !value(layer, name).isEmpty()).toList();
    if (set.isEmpty()) {
      return Optional.empty();
    }
    String value = value(layer, set.getFirst());
    for (String other : set) {
      if (!value(layer, other).equals(value)) {
        throw new ConfigFault(
            set.getFirst() + " and " + other + " are the same setting but have different values");
      }
    }
    return Optional.of(value);
  }

  /** A whole number from {@code least} to {@code most}. */
  public int number(int otherwise, int least, int most, String... names) {
    Optional<String> text = text(names);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, with the range
    }
    throw bad(text.get(), "a whole number from " + least + " to " + most, names);
  }

  /** true, 1, yes, on, or false, 0, no, off. */
  public boolean flag(boolean otherwise, String... names) {
    Optional<String> text = text(names);
    if (text.isEmpty()) {
      return otherwise;
    }
    return switch (text.get().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw bad(text.get(), "true or false", names);
    };
  }

  /** A comma-separated list, possibly empty. */
  public List<String> list(String... names) {
    return text(names).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .distinct()
        .toList();
  }

  /** The complaint about a value, under the name the operator used. */
  public ConfigFault bad(String value, String wanted, String... names) {
    return new ConfigFault(name(names) + "='" + value + "' must be " + wanted);
  }

  /** Of these spellings the one that takes effect; the first when none is set. */
  public String name(String... names) {
    return Stream.of(environment, file)
        .flatMap(layer -> Arrays.stream(names).filter(name -> !value(layer, name).isEmpty()))
        .findFirst()
        .orElse(names[0]);
  }

  private static String value(Map<String, String> layer, String name) {
    return layer.getOrDefault(name, "").strip();
  }
}
