package io.shmstl;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Holds the table of allowed imports of the driver: one package is one room, and a room sees only
 * the rooms that stand beside it here. Rooms of the provider are named by one word.
 */
class ArchitectureTest {
  private static final String ROOT = "io.shmstl.";

  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          // the engine: no room of the provider, nothing of JDBC
          Map.entry("sql.error", Set.of()),
          Map.entry("sql.type", Set.of("sql.error")),
          Map.entry("sql.catalog", Set.of("sql.type")),
          Map.entry("sql.syntax", Set.of("sql.error", "sql.type")),
          Map.entry("sql.expression", Set.of("sql.catalog", "sql.error", "sql.syntax", "sql.type")),
          Map.entry(
              "sql.function", Set.of("sql.error", "sql.expression", "sql.syntax", "sql.type")),
          Map.entry("sql.aggregate", Set.of("sql.error", "sql.expression", "sql.type")),
          Map.entry(
              "sql.window",
              Set.of("sql.aggregate", "sql.error", "sql.expression", "sql.syntax", "sql.type")),
          Map.entry(
              "sql.exec",
              Set.of(
                  "sql.aggregate",
                  "sql.catalog",
                  "sql.error",
                  "sql.expression",
                  "sql.type",
                  "sql.window")),
          Map.entry(
              "sql.plan",
              Set.of(
                  "sql.aggregate",
                  "sql.catalog",
                  "sql.error",
                  "sql.exec",
                  "sql.expression",
                  "sql.function",
                  "sql.syntax",
                  "sql.type",
                  "sql.window")),
          Map.entry(
              "sql",
              Set.of(
                  "sql.catalog",
                  "sql.error",
                  "sql.exec",
                  "sql.expression",
                  "sql.plan",
                  "sql.syntax",
                  "sql.type")),
          // caches as tables
          Map.entry(
              "sql.scan",
              Set.of("sql.catalog", "sql.error", "sql.type", "store", "snapshot", "codec")),
          // the JDBC face
          Map.entry("jdbc.error", Set.of("sql.error")),
          Map.entry("jdbc.value", Set.of("jdbc.error", "sql.error", "sql.type")),
          Map.entry(
              "jdbc.metadata",
              Set.of(
                  "jdbc.error",
                  "jdbc.value",
                  "sql.catalog",
                  "sql.error",
                  "sql.function",
                  "sql.plan",
                  "sql.type")),
          Map.entry(
              "jdbc",
              Set.of(
                  "jdbc.error",
                  "jdbc.metadata",
                  "jdbc.value",
                  "sql",
                  "sql.catalog",
                  "sql.error",
                  "sql.expression",
                  "sql.plan",
                  "sql.scan",
                  "sql.type",
                  "store")),
          Map.entry("jdbc.tool", Set.of("jdbc", "jdbc.metadata", "store")));

  /** Values that cross rooms of the provider, and what it throws; docs/decisions/0001 says why. */
  private static final Map<String, Set<String>> MAY_ALSO_IMPORT =
      Map.of(
          "sql.scan",
          Set.of(
              ROOT + "map.EntryCopies",
              ROOT + "map.EntryCopy",
              ROOT + "map.EntryCursor",
              ROOT + "map.MapFigures",
              ROOT + "map.VersionCursor",
              ROOT + "registry.NamedObject",
              ROOT + "sync.MemberInfo",
              ROOT + "sync.PinInfo",
              ROOT + "sync.Waits"));

  private static final Set<String> THROWN_BY = Set.of("segment", "sync", "map");
  private static final Set<String> CATCHES = Set.of("sql.scan", "jdbc.tool");

  private static final Path SOURCES = Path.of("src", "main", "java");

  private static final JavaClasses MAIN = new ClassFileImporter().importPath("target/classes");

  @Test
  void roomsSeeOnlyTheRoomsOfTheTable() {
    TreeSet<String> violations = new TreeSet<>();
    for (JavaClass origin : MAIN) {
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!mayImport(room(origin), target)) {
          violations.add(dependency.getDescription());
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void everyPackageIsARoomOfTheTable() {
    assertThat(MAIN).extracting(ArchitectureTest::room).isSubsetOf(MAY_IMPORT.keySet());
  }

  @Test
  void theTableHasNoCircles() {
    for (String room : MAY_IMPORT.keySet()) {
      TreeSet<String> reached = new TreeSet<>();
      reach(room, reached);
      assertThat(reached).as(room).doesNotContain(room);
    }
  }

  @Test
  void everyPackageIsNullMarkedAndSaysWhatItIs() throws IOException {
    for (Path file : sources()) {
      assertThat(file.resolveSibling("package-info.java"))
          .content()
          .startsWith("/**")
          .contains("@" + NullMarked.class.getSimpleName());
    }
  }

  @Test
  void noFileGrowsOutOfHand() throws IOException {
    for (Path file : sources()) {
      assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThan(400);
    }
  }

  @Test
  void typesOfJdbcStayInJdbcAndTypesOfJcacheOut() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "sql..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", ROOT + "jdbc.."));
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.cache..", ROOT + "jcache.."));
  }

  @Test
  void onlyTheLineEditorOfThePromptComesFromOutside() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "jdbc.tool")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("", "io.shmstl..", "java..", "org.jspecify.annotations"));
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                "", "io.shmstl..", "java..", "org.jspecify.annotations", "org.jline.."));
  }

  @Test
  void nothingIsPrintedButByTheTool() {
    check(outsideTheTool().accessField(System.class, "out"));
    check(outsideTheTool().accessField(System.class, "err"));
    check(noClasses().should().callMethodWhere(called(Throwable.class, "printStackTrace")));
  }

  @Test
  void nothingSleepsOrEndsTheProcessButTheTool() {
    check(noClasses().should().callMethodWhere(called(Thread.class, "sleep")));
    check(noClasses().should().callMethodWhere(called(Runtime.class, "halt")));
    check(outsideTheTool().callMethodWhere(called(System.class, "exit")));
  }

  private static boolean mayImport(String room, JavaClass target) {
    if (!target.getPackageName().startsWith(ROOT)) {
      return true; // not a room: judged by the rules about libraries
    }
    String other = room(target);
    return other.equals(room)
        || MAY_IMPORT.getOrDefault(room, Set.of()).contains(other)
        || MAY_ALSO_IMPORT.getOrDefault(room, Set.of()).contains(outermost(target))
        || (CATCHES.contains(room)
            && THROWN_BY.contains(other)
            && target.isAssignableTo(Throwable.class));
  }

  private static void reach(String room, Set<String> reached) {
    for (String next : MAY_IMPORT.getOrDefault(room, Set.of())) {
      if (reached.add(next)) {
        reach(next, reached);
      }
    }
  }

  private static String room(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "");
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static ClassesShould outsideTheTool() {
    return noClasses().that().resideOutsideOfPackage(ROOT + "jdbc.tool").should();
  }

  private static DescribedPredicate<JavaCall<?>> called(Class<?> type, String method) {
    return target(owner(assignableTo(type))).and(target(name(method)));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(MAIN);
  }
}
