package io.thoth.memory.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The program keeps the rules of {@link Arrows}; the package {@code offenders} breaks each once.
 */
class ArrowsTest {
  private static final String PROGRAM = "io.thoth.memory";
  private static final String OFFENDERS = PROGRAM + ".fence.offenders";

  /** A rule, read from the arrows of any root, and the offenders that break it. */
  record Rule(String name, Function<Arrows, ArchRule> from, Set<String> offenders) {
    static Rule of(String name, Function<Arrows, ArchRule> from, String... offenders) {
      return new Rule(name, from, Set.of(offenders));
    }

    List<String> violations(String root, JavaClasses classes) {
      return from.apply(new Arrows(root)).evaluate(classes).getFailureReport().getDetails();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Rule> rules() {
    return Stream.of(
        Rule.of("arrows go down", Arrows::arrowsGoDown, "search.Climber", "journal.Climber"),
        Rule.of("no cycles", Arrows::noPartsInACycle, "agents.Ring", "recall.Ring"),
        Rule.of(
            "only contracts",
            Arrows::featuresShowOnlyTheirContract,
            "agents.Peeper",
            "http.Peeper"),
        Rule.of(
            "no Vert.x", Arrows::technicalPartsAreFreeOfVertx, "embedding.Waiter", "sql.Waiter"),
        Rule.of("no web", Arrows::onlyHttpAndRoutesKnowTheWeb, "core.Surfer"),
        Rule.of("no messages", Arrows::onlyTheBusKnowsItsMessages, "core.Listener"),
        Rule.of("verticle names", Arrows::verticlesAreNamedSo, "core.Starter"));
  }

  private static JavaClasses program;
  private static JavaClasses offenders;

  @BeforeAll
  static void readClasses() {
    program =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(PROGRAM);
    offenders = new ClassFileImporter().importPackages(OFFENDERS);
    assertFalse(program.isEmpty());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theProgramKeepsTheRule(Rule rule) {
    assertEquals(List.of(), rule.violations(PROGRAM, program));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRuleNoticesItsOffendersAndNobodyElse(Rule rule) {
    List<String> violations = rule.violations(OFFENDERS, offenders);

    assertTrue(!violations.isEmpty());
    assertEquals(new TreeSet<>(rule.offenders), origins(violations));
  }

  /** The classes that the violations start from. */
  private static Set<String> origins(List<String> violations) {
    Pattern origin =
        Pattern.compile("(?:^|- )\\w+ <" + Pattern.quote(OFFENDERS) + "\\.(\\w+\\.\\w+)");
    Set<String> origins = new TreeSet<>();
    for (String violation : violations) {
      origin.matcher(violation).results().forEach(found -> origins.add(found.group(1)));
    }
    return origins;
  }
}
