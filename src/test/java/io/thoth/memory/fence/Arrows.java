package io.thoth.memory.fence;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules between the packages below a root package. A part is a package directly below the root;
 * the packages below it belong to it. A part that is not listed here is a feature.
 */
record Arrows(String root) {
  private static final Set<String> EDGES = Set.of("http", "mcp", "cluster");
  private static final Set<String> SHARED = Set.of("journal", "access");
  private static final Set<String> TECHNICAL =
      Set.of(
          "bus",
          "sql",
          "cache",
          "embedding",
          "search",
          "turns",
          "removal",
          "fault",
          "json",
          "config",
          "id");
  private static final Set<String> WITHOUT_VERTX =
      Set.of("sql", "cache", "embedding", "search", "turns", "removal", "fault", "json");
  private static final Set<String> ON_THE_BUS = Set.of("bus", "http", "node", "cluster");

  /** {@code Main → node → features and edges → journal and access → technical parts}. */
  ArchRule arrowsGoDown() {
    return classes()
        .should(
            notDepend(
                "not depend on a part above",
                arrow -> tier(arrow.getTargetClass()) < tier(arrow.getOriginClass())));
  }

  ArchRule noPartsInACycle() {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
  }

  /** Only the node, which wires everything together, sees more of a feature than its contract. */
  ArchRule featuresShowOnlyTheirContract() {
    return classes()
        .that(describe("are below the node", type -> tier(type) > 1))
        .should(
            notDepend(
                "not depend on the store, verticle or routes of another feature",
                arrow -> isInside(arrow.getTargetClass()) && !isWithinOnePart(arrow)))
        .allowEmptyShould(true);
  }

  /** But for the store on PostgreSQL and the cache in Redis, whose clients are Vert.x's. */
  ArchRule technicalPartsAreFreeOfVertx() {
    return noClasses()
        .that(areIn(WITHOUT_VERTX))
        .and(not(describe("talk to a server", this::isClient)))
        .should()
        .dependOnClassesThat(resideInAPackage("io.vertx.."))
        .allowEmptyShould(true);
  }

  ArchRule onlyHttpAndRoutesKnowTheWeb() {
    return noClasses()
        .that(not(areIn(Set.of("http"))))
        .and(not(named("Routes")))
        .should()
        .dependOnClassesThat(resideInAPackage("io.vertx.ext.web.."))
        .allowEmptyShould(true);
  }

  ArchRule onlyTheBusKnowsItsMessages() {
    return noClasses()
        .that(not(areIn(ON_THE_BUS)))
        .should()
        .dependOnClassesThat(resideInAPackage("io.vertx.core.eventbus.."))
        .allowEmptyShould(true);
  }

  ArchRule verticlesAreNamedSo() {
    return classes()
        .that(assignableTo("io.vertx.core.Deployable"))
        .should(ArchCondition.from(named("Verticle")))
        .allowEmptyShould(true);
  }

  private ArchCondition<JavaClass> notDepend(String description, Predicate<Dependency> forbidden) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(arrow -> part(arrow.getTargetClass()) != null)
            .filter(forbidden)
            .map(arrow -> SimpleConditionEvent.violated(type, arrow.getDescription()))
            .forEach(events::add);
      }
    };
  }

  private DescribedPredicate<JavaClass> areIn(Set<String> parts) {
    return describe("are in " + parts, type -> parts.contains(part(type)));
  }

  private static DescribedPredicate<JavaClass> named(String ending) {
    return describe(
        "are named …" + ending, type -> topLevel(type).getSimpleName().endsWith(ending));
  }

  private boolean isInside(JavaClass type) {
    String part = part(type);
    return part != null
        && tier(type) == 2
        && !EDGES.contains(part)
        && topLevel(type).getSimpleName().matches(".*(Store|Verticle|Routes)");
  }

  private boolean isClient(JavaClass type) {
    String name = topLevel(type).getSimpleName();
    return ("sql".equals(part(type)) && name.startsWith("Pg"))
        || ("cache".equals(part(type)) && name.startsWith("Redis"));
  }

  private boolean isWithinOnePart(Dependency arrow) {
    return Objects.equals(part(arrow.getTargetClass()), part(arrow.getOriginClass()));
  }

  private int tier(JavaClass type) {
    String part = part(type);
    if (part == null || part.isEmpty()) {
      return 0;
    } else if (part.equals("node")) {
      return 1;
    } else if (SHARED.contains(part)) {
      return 3;
    }
    return TECHNICAL.contains(part) ? 4 : 2;
  }

  /** The part a class belongs to, empty for the root package itself, null for other people's. */
  private @Nullable String part(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName() + ".";
    if (!name.startsWith(root + ".")) {
      return null;
    }
    String below = name.substring(root.length() + 1);
    return below.isEmpty() ? "" : below.substring(0, below.indexOf('.'));
  }

  private static JavaClass topLevel(JavaClass type) {
    return type.getEnclosingClass().map(Arrows::topLevel).orElse(type);
  }
}
