package io.shmstl;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
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
import java.io.IOException;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Holds the table of allowed imports: one package below {@code io.shmstl} is one room, and a room
 * sees only the rooms that stand beside it here.
 */
class ArchitectureTest {
  private static final String ROOT = "io.shmstl.";
  private static final String UNNAMED = "(unnamed package)";

  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("segment", Set.of()),
          Map.entry("sync", Set.of("segment")),
          Map.entry("alloc", Set.of("segment", "sync")),
          Map.entry("registry", Set.of("segment", "alloc")),
          Map.entry("map", Set.of("segment", "sync", "alloc")),
          Map.entry("snapshot", Set.of("segment", "sync", "registry", "map")),
          Map.entry("store", Set.of("segment", "sync", "alloc", "registry", "map", "snapshot")),
          Map.entry("codec", Set.of()),
          Map.entry("jcache", Set.of("store", "snapshot", "codec")),
          // The class shmstl, whose simple name is what Caching.getCachingProvider loads.
          Map.entry(UNNAMED, Set.of("jcache")));

  /** Single types a room may see beyond its row; docs/decisions/0001 says why. */
  private static final Map<String, Set<String>> MAY_ALSO_IMPORT =
      Map.of(
          "store",
          Set.of(ROOT + "codec.SchemaRegistry"),
          "jcache",
          Set.of(
              ROOT + "map.EntryCopy",
              ROOT + "map.EntryCursor",
              ROOT + "map.EntryLimits",
              ROOT + "map.EntryTooLargeException",
              ROOT + "map.MapFigures"));

  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?(io\\.shmstl\\.[\\w.]+);", Pattern.MULTILINE);
  private static final Pattern TYPE_NAME = Pattern.compile("^([a-z0-9_.]+\\.[A-Z]\\w*)");

  private static final JavaClasses MAIN = new ClassFileImporter().importPath("target/classes");

  @Test
  void roomsSeeOnlyTheRoomsOfTheTable() {
    TreeSet<String> violations = new TreeSet<>();
    for (JavaClass origin : MAIN) {
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!mayImport(room(origin.getPackageName()), target)) {
          violations.add(dependency.getDescription());
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  /** The compiler copies constants, so class files do not show where they came from. */
  @Test
  void importStatementsFollowTheTableToo() throws IOException {
    TreeSet<String> violations = new TreeSet<>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      String room =
          PACKAGE.matcher(text).results().map(p -> room(p.group(1))).findFirst().orElse(UNNAMED);
      IMPORT
          .matcher(text)
          .results()
          .map(found -> found.group(1))
          .filter(name -> !mayImport(room, MAIN.get(typeName(name))))
          .forEach(name -> violations.add(file + " imports " + name));
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void everyPackageIsARoomOfTheTable() {
    Set<String> known = new TreeSet<>(MAY_IMPORT.keySet());
    known.add("io.shmstl"); // its package-info alone
    assertThat(MAIN).extracting(type -> room(type.getPackageName())).isSubsetOf(known);
  }

  @Test
  void everyPackageIsNullMarkedAndSaysWhatItIs() throws IOException {
    for (Path file : sources()) {
      if (PACKAGE.matcher(Files.readString(file)).find()) {
        assertThat(file.resolveSibling("package-info.java"))
            .content()
            .startsWith("/**")
            .contains("@" + NullMarked.class.getSimpleName());
      }
    }
  }

  @Test
  void jcacheTypesStayInJcacheAndJdbcTypesOut() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "(*)..")
            .and()
            .resideOutsideOfPackage(ROOT + "jcache..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.cache..", "javax.management.."));
    check(
        noClasses().should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql.."));
  }

  @Test
  void onlyTheJdkAndTheTwoDeclaredLibrariesAreUsed() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                "",
                "io.shmstl..",
                "java..",
                "javax.cache..",
                "javax.management..",
                "org.jspecify.annotations"));
  }

  @Test
  void memoryIsTouchedThroughCheckedAccessOnly() {
    check(noClasses().should().dependOnClassesThat().resideInAnyPackage("sun..", "jdk.."));
    check(noClasses().should().dependOnClassesThat(type(Linker.class)));
    check(noClasses().should().callMethodWhere(called(MemorySegment.class, "reinterpret")));
  }

  @Test
  void nothingIsPrinted() {
    check(noClasses().should().accessField(System.class, "out"));
    check(noClasses().should().accessField(System.class, "err"));
    check(noClasses().should().callMethodWhere(called(Throwable.class, "printStackTrace")));
  }

  @Test
  void nothingSleepsOrEndsTheProcess() {
    check(noClasses().should().callMethodWhere(called(Thread.class, "sleep")));
    check(noClasses().should().callMethodWhere(called(System.class, "exit")));
    check(noClasses().should().callMethodWhere(called(Runtime.class, "halt")));
  }

  private static boolean mayImport(String room, JavaClass target) {
    if (!target.getPackageName().startsWith(ROOT)) {
      return true; // not a room: judged by the rules about libraries
    }
    String other = room(target.getPackageName());
    return other.equals(room)
        || MAY_IMPORT.getOrDefault(room, Set.of()).contains(other)
        || MAY_ALSO_IMPORT.getOrDefault(room, Set.of()).contains(typeName(target.getName()))
        || (room.equals("jcache")
            && other.equals("segment")
            && target.isAssignableTo(Throwable.class));
  }

  private static String room(String packageName) {
    if (packageName.isEmpty()) {
      return UNNAMED;
    }
    return packageName.startsWith(ROOT)
        ? packageName.substring(ROOT.length()).replaceFirst("\\..*", "")
        : packageName;
  }

  /** The outermost type in a qualified name of a type or a static member. */
  private static String typeName(String qualifiedName) {
    return TYPE_NAME
        .matcher(qualifiedName)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElse(qualifiedName);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static DescribedPredicate<JavaCall<?>> called(Class<?> type, String method) {
    return target(owner(assignableTo(type))).and(target(name(method)));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(MAIN);
  }
}
