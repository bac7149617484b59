package io.shmstl.benchmarks.results;

import io.shmstl.benchmarks.peer.PeerKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tables in Markdown: what was measured, ours divided by each peer's in brackets, and which
 * targets are met.
 */
public final class Report {
  private static final String OURS = PeerKind.SHMSTL.title();

  private final List<Measurement> measurements;
  private final StringBuilder text = new StringBuilder();

  private Report(List<Measurement> measurements) {
    this.measurements = measurements;
  }

  /**
   * Writes it.
   *
   * @param tables what they are
   * @param command what runs one of them, for the reader to repeat
   */
  public static String of(List<Table> tables, ResultFile results, String machine, String command)
      throws IOException {
    Report report = new Report(results.read());
    report.text.append(machine).append('\n');
    report.targets();
    for (Table table : tables) {
      report.table(table, command);
    }
    return report.text.toString();
  }

  private Figures figures(String table) {
    return new Figures(measurements.stream().filter(m -> m.table().equals(table)).toList());
  }

  private void targets() {
    text.append("### Targets\n\n");
    row(
        List.of(
            "table", "work", "who", "measured", "target", "against", "ratio", "met", "machine"));
    rule(9);
    Figures limits = figures("limits");
    for (Target target : Target.all()) {
      Figures figures = figures(target.table());
      double value = figures.value(target.row(), target.ours());
      if (Double.isNaN(value)) {
        continue;
      }
      String unit = " " + figures.unit(target.row());
      String peer = target.peer();
      double ratio = peer == null ? Double.NaN : figures.ratio(target.row(), target.ours(), peer);
      double judged = peer == null ? value : ratio;
      String bound = (target.isLeast() ? ">= " : "<= ") + number(target.bound());
      row(
          List.of(
              target.table(),
              target.row(),
              target.ours(),
              number(value) + unit,
              peer == null ? bound + unit : bound + " x",
              peer == null ? "" : peer + ", " + number(figures.value(target.row(), peer)),
              peer == null ? "" : ratio(ratio),
              Double.isNaN(judged) ? "not measured" : target.isMet(judged) ? "yes" : "no",
              floor(Floor.nanos(target.row(), target.ours(), limits))));
    }
    text.append(
        """

        Machine: what its limits below add up to, for the lines that wait for each other, the locks and the decoding.

        """);
  }

  private void table(Table table, String command) {
    Figures figures = figures(table.name());
    if (figures.rows().isEmpty() && figures.reasons().isEmpty()) {
      return;
    }
    text.append("### ").append(table.name()).append("\n\n");
    text.append('`').append(command).append(' ').append(table.name()).append("`. ");
    text.append(table.explanation()).append("\n\n");
    List<String> rows = figures.rows();
    List<String> columns = figures.columns();
    if (columns.size() > 4 && rows.size() <= 12) {
      transposed(figures, rows, columns);
    } else {
      straight(figures, rows, columns);
    }
    for (Map.Entry<String, String> reason : figures.reasons().entrySet()) {
      text.append("- ").append(reason.getKey()).append(": ").append(reason.getValue()).append('\n');
    }
    text.append('\n');
  }

  private void straight(Figures figures, List<String> rows, List<String> columns) {
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(columns);
    row(head);
    rule(head.size());
    for (String row : rows) {
      List<String> cells = new ArrayList<>(List.of(row + ", " + figures.unit(row)));
      columns.forEach(column -> cells.add(cell(figures, row, column)));
      row(cells);
    }
    text.append('\n');
  }

  private void transposed(Figures figures, List<String> rows, List<String> columns) {
    List<String> head = new ArrayList<>(List.of(""));
    rows.forEach(row -> head.add(row + ", " + figures.unit(row)));
    row(head);
    rule(head.size());
    for (String column : columns) {
      List<String> cells = new ArrayList<>(List.of(column));
      rows.forEach(row -> cells.add(cell(figures, row, column)));
      row(cells);
    }
    text.append('\n');
  }

  private static String cell(Figures figures, String row, String column) {
    double value = figures.value(row, column);
    if (Double.isNaN(value)) {
      return "-";
    }
    double ratio = figures.ratio(row, OURS, column);
    return column.equals(OURS) || Double.isNaN(ratio)
        ? number(value)
        : number(value) + " (" + ratio(ratio) + ")";
  }

  private static String floor(double nanos) {
    return Double.isNaN(nanos) ? "" : number(nanos) + " ns";
  }

  private static String ratio(double ratio) {
    return Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.2f", ratio);
  }

  private static String number(double number) {
    if (Double.isNaN(number)) {
      return "-";
    }
    double size = Math.abs(number);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, number);
  }

  private void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private void rule(int columns) {
    text.append("|---".repeat(columns)).append("|\n");
  }
}
