package io.shmstl.benchmarks;

import io.shmstl.benchmarks.limits.LimitsTable;
import io.shmstl.benchmarks.operations.OperationsTable;
import io.shmstl.benchmarks.peer.PeerKind;
import io.shmstl.benchmarks.processes.AttachTable;
import io.shmstl.benchmarks.processes.ChildJvm;
import io.shmstl.benchmarks.processes.ContentionTable;
import io.shmstl.benchmarks.processes.FootprintTable;
import io.shmstl.benchmarks.processes.GrowthTable;
import io.shmstl.benchmarks.processes.SharedDirectory;
import io.shmstl.benchmarks.processes.TwoJvmsTable;
import io.shmstl.benchmarks.results.Machine;
import io.shmstl.benchmarks.results.Report;
import io.shmstl.benchmarks.results.ResultFile;
import io.shmstl.benchmarks.results.Session;
import io.shmstl.benchmarks.results.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The measuring stand: measures one table, or all, keeps every number below {@code
 * benchmarks/target/results}, and reports.
 *
 * <pre>
 * java -jar benchmarks/target/benchmarks.jar TABLE [quick] [add] [peers=A,B] [rounds=N] [work=REGEX]
 * java -jar benchmarks/target/benchmarks.jar report [FILE.md]
 * </pre>
 *
 * <p>TABLE: operations, two-jvms, attach, growth, footprint, contention, limits, sql; {@code all};
 * or {@code guard}, a quick paired run of operations against Caffeine and Chronicle. Measuring a
 * table forgets what was measured of it before.
 */
public final class Stand {
  private static final Path RESULTS = Path.of("benchmarks", "target", "results");
  private static final String COMMAND = "java -jar benchmarks/target/benchmarks.jar";
  private static final String BEGIN = "<!-- measured -->\n";
  private static final String END = "<!-- end of measured -->\n";

  private static final List<Table> TABLES =
      List.of(
          new OperationsTable(),
          new TwoJvmsTable(),
          new AttachTable(),
          new GrowthTable(),
          new FootprintTable(),
          new ContentionTable(),
          new LimitsTable(),
          new SqlTable());

  private static final Form FULL = new Form(false, 3, 300, 4, 3, List.of(PeerKind.values()));

  private static final Form QUICK =
      new Form(
          true,
          1,
          120,
          3,
          3,
          List.of(
              PeerKind.SHMSTL,
              PeerKind.SHMSTL_FAR,
              PeerKind.CAFFEINE_JCACHE,
              PeerKind.CHRONICLE,
              PeerKind.LMDB,
              PeerKind.OHC,
              PeerKind.REDIS));

  private static final Form GUARD =
      new Form(
          false,
          5,
          100,
          5,
          3,
          List.of(
              PeerKind.SHMSTL, PeerKind.SHMSTL_FAR, PeerKind.CAFFEINE_JCACHE, PeerKind.CHRONICLE));

  /** How long it may take, and who is measured if nobody is named. */
  private record Form(
      boolean isQuick, int rounds, int sliceMs, int warmups, int slices, List<PeerKind> peers) {}

  private final List<String> options;

  private Stand(List<String> options) {
    this.options = options;
  }

  /** What to measure, and options; without arguments it says what there is. */
  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      System.out.println("expected one of: " + names() + ", all, guard, report");
      System.exit(2);
    }
    SharedDirectory.removeAbandoned();
    Stand stand = new Stand(Arrays.asList(args).subList(1, args.length));
    switch (args[0]) {
      case "report" -> stand.report();
      case "guard" -> stand.guard();
      case "all" -> stand.measure(TABLES);
      default -> stand.measure(TABLES.stream().filter(t -> t.name().equals(args[0])).toList());
    }
  }

  private static List<String> names() {
    return TABLES.stream().map(Table::name).toList();
  }

  private void measure(List<Table> tables) throws IOException {
    if (tables.isEmpty()) {
      throw new IllegalArgumentException("expected one of " + names() + ", all, guard, report");
    }
    Form form = options.contains("quick") ? QUICK : FULL;
    for (Table table : tables) {
      run(table, session(table.name(), form));
    }
    report();
  }

  private void guard() throws IOException {
    Table operations = new OperationsTable();
    run(operations, session("guard", GUARD));
    System.out.println(Report.of(List.of(operations), file("guard"), machine("guard"), COMMAND));
  }

  private Session session(String name, Form form) throws IOException {
    Files.createDirectories(RESULTS);
    return new Session(
        file(name),
        System.out,
        form.isQuick,
        Integer.parseInt(text("rounds", Integer.toString(form.rounds))),
        Duration.ofMillis(form.sliceMs),
        form.warmups,
        form.slices,
        peers(form.peers),
        text("work", ".*"));
  }

  private void run(Table table, Session session) throws IOException {
    Path results = session.results().path();
    if (!options.contains("add")) {
      Files.deleteIfExists(results);
    }
    Files.writeString(machineFile(results), Machine.describe(session, ChildJvm.STEADY_HEAP));
    long before = System.nanoTime();
    table.measure(session);
    System.out.printf(
        Locale.ROOT, "%s took %d s%n", table.name(), (System.nanoTime() - before) / 1_000_000_000);
  }

  private static ResultFile file(String name) {
    return new ResultFile(RESULTS.resolve(name + ".json"));
  }

  private static Path machineFile(Path results) {
    return results.resolveSibling(results.getFileName() + ".md");
  }

  private static String machine(String name) throws IOException {
    Path machine = machineFile(file(name).path());
    return Files.exists(machine) ? Files.readString(machine) : "";
  }

  private void report() throws IOException {
    ResultFile together = file("all-tables");
    Files.deleteIfExists(together.path());
    String machine = "";
    for (Table table : TABLES) {
      for (var measurement : file(table.name()).read()) {
        together.append(measurement);
      }
      machine = machine.isEmpty() ? machine(table.name()) : machine;
    }
    String report = Report.of(TABLES, together, machine, COMMAND);
    Path written = Files.writeString(RESULTS.resolve("report.md"), report);
    System.out.println(report);
    System.out.println("written to " + written);
    for (String option : options) {
      if (option.endsWith(".md")) {
        insert(Path.of(option), report);
      }
    }
  }

  /** Puts the report between the two marks of a page. */
  private static void insert(Path page, String report) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(page + ": expected the marks " + BEGIN.strip() + " and " + END.strip());
    }
    Files.writeString(
        page, text.substring(0, begin + BEGIN.length()) + "\n" + report + text.substring(end));
    System.out.println("inserted into " + page);
  }

  private List<PeerKind> peers(List<PeerKind> defaults) {
    String names = text("peers", "");
    return names.isEmpty()
        ? defaults
        : Arrays.stream(names.split(",", -1)).map(PeerKind::valueOf).toList();
  }

  private String text(String name, String otherwise) {
    return options.stream()
        .filter(option -> option.startsWith(name + "="))
        .map(option -> option.substring(name.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }
}
