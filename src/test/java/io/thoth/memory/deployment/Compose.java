package io.thoth.memory.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** docker-compose.yml, with the variables of .env in it or replaced by their values. */
record Compose(JsonNode tree) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(:?-|:\\+)?([^}]*)}");
  private static final Pattern SETTING = Pattern.compile("#?([A-Z][A-Z0-9_]*)=(.*)");

  static JsonNode yaml(String file) throws IOException {
    Object read = new Yaml().load(Files.readString(Path.of(file)));
    return Json.raw().valueToTree(read);
  }

  static String text() throws IOException {
    return Files.readString(Path.of("docker-compose.yml"));
  }

  /** As Docker Compose would read it with these variables. */
  static Compose with(Map<String, String> variables) throws IOException {
    Matcher matcher = VARIABLE.matcher(text().replaceAll("(?m)^ *#.*$", ""));
    String replaced =
        matcher.replaceAll(
            found ->
                Matcher.quoteReplacement(
                    value(found.group(1), found.group(2), found.group(3), variables)));
    Object read = new Yaml().load(replaced.replace("$$", "$"));
    return new Compose(Json.raw().valueToTree(read));
  }

  private static String value(
      String name, String operator, String otherwise, Map<String, String> variables) {
    Optional<String> set = Optional.ofNullable(variables.get(name));
    if (":+".equals(operator)) {
      return set.filter(text -> !text.isEmpty()).map(_ -> otherwise).orElse("");
    }
    boolean emptyCounts = "-".equals(operator);
    return set.filter(text -> emptyCounts || !text.isEmpty()).orElse(otherwise);
  }

  /** What is used of .env, with the default that stands there. */
  static Map<String, String> variables() throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher matcher = VARIABLE.matcher(text());
    while (matcher.find()) {
      if (":+".equals(matcher.group(2))) {
        continue; // What is said when it is set is no default.
      }
      String before = found.put(matcher.group(1), matcher.group(3));
      if (before != null && !before.equals(matcher.group(3))) {
        throw new AssertionError(matcher.group(1) + " has two defaults");
      }
    }
    return found;
  }

  /** What .env.example names, also in comments. */
  static Map<String, String> example() throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of(".env.example"))) {
      Matcher matcher = SETTING.matcher(line);
      if (matcher.matches()) {
        found.put(matcher.group(1), matcher.group(2));
      }
    }
    return found;
  }

  JsonNode service(String name) {
    JsonNode service = tree.path("services").path(name);
    if (service.isMissingNode()) {
      throw new AssertionError("no service " + name);
    }
    return service;
  }

  Set<String> services() {
    Set<String> names = new TreeSet<>();
    tree.path("services").fieldNames().forEachRemaining(names::add);
    return names;
  }

  Map<String, String> environment(String service) {
    Map<String, String> found = new LinkedHashMap<>();
    service(service)
        .path("environment")
        .properties()
        .forEach(entry -> found.put(entry.getKey(), entry.getValue().asText("")));
    found.replaceAll((_, value) -> "null".equals(value) ? "" : value);
    return found;
  }

  /** Mounts and ports as they are written, split at colons. */
  List<String[]> parts(String service, String what) {
    List<String[]> found = new ArrayList<>();
    service(service).path(what).forEach(each -> found.add(each.asText().split(":")));
    return found;
  }
}
