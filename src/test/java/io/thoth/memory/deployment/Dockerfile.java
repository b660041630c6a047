package io.thoth.memory.deployment;

import io.thoth.memory.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The instructions of the Dockerfile's stages, in order. */
record Dockerfile(List<Instruction> instructions) {
  /** One instruction of the stage with this number, from 0. */
  record Instruction(int stage, String name, String text) {
    /** Of a list in JSON, or the words. */
    List<String> words() {
      return text.startsWith("[") ? list(text) : List.of(text.split("\\s+"));
    }

    private static List<String> list(String json) {
      try {
        return List.of(Json.raw().readValue(json, String[].class));
      } catch (IOException e) {
        throw new AssertionError(json, e);
      }
    }
  }

  static Dockerfile read() throws IOException {
    String text = Files.readString(Path.of("Dockerfile")).replaceAll("\\s*\\\\\n\\s*", " ");
    List<Instruction> found = new ArrayList<>();
    int stage = -1;
    for (String line : text.lines().filter(each -> each.matches("[A-Z]+ .*")).toList()) {
      int space = line.indexOf(' ');
      String name = line.substring(0, space);
      stage += name.equals("FROM") ? 1 : 0;
      found.add(new Instruction(stage, name, line.substring(space + 1).strip()));
    }
    return new Dockerfile(found);
  }

  /** Those of the stage that becomes the image. */
  List<Instruction> last(String name) {
    int last = instructions.getLast().stage();
    return instructions.stream()
        .filter(each -> each.stage() == last && each.name().equals(name))
        .toList();
  }

  Instruction only(String name) {
    List<Instruction> found = last(name);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + name);
    }
    return found.getFirst();
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (Instruction instruction : last("ENV")) {
      for (String pair : instruction.words()) {
        environment.put(pair.replaceFirst("=.*", ""), pair.replaceFirst("[^=]*=", ""));
      }
    }
    return environment;
  }

  /** The address that the health check asks. */
  String healthUrl() {
    String check = only("HEALTHCHECK").text();
    return new Instruction(0, "CMD", check.substring(check.indexOf('['))).words().getLast();
  }
}
