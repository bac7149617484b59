package io.shmstl.benchmarks.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The measurements of one table by row and column, in the order in which they were first met. A
 * later measurement of the same place and round replaces an earlier one.
 */
final class Figures {
  private final SequencedMap<String, SequencedMap<String, SortedMap<Integer, Measurement>>> rows =
      new LinkedHashMap<>();
  private final List<String> columns = new ArrayList<>();
  private final SequencedMap<String, String> reasons = new LinkedHashMap<>();

  Figures(List<Measurement> measurements) {
    for (Measurement m : measurements) {
      if (m.isPresent()) {
        rows.computeIfAbsent(m.row(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(m.column(), _ -> new TreeMap<>())
            .put(m.round(), m);
        if (!columns.contains(m.column())) {
          columns.add(m.column());
        }
      } else {
        reasons.put(m.column() + ", " + m.row(), m.note());
      }
    }
  }

  List<String> rows() {
    return List.copyOf(rows.keySet());
  }

  List<String> columns() {
    return List.copyOf(columns);
  }

  /** Places that are empty, and why. */
  Map<String, String> reasons() {
    return reasons;
  }

  String unit(String row) {
    for (SortedMap<Integer, Measurement> cells : cells(row).values()) {
      return cells.sequencedValues().getFirst().unit();
    }
    return "";
  }

  /** The median over the rounds; {@code NaN} if there is none. */
  double value(String row, String column) {
    return Statistics.median(
        cell(row, column).values().stream().mapToDouble(Measurement::value).toArray());
  }

  /** The least and the most of the rounds. */
  double[] range(String row, String column) {
    double[] values =
        cell(row, column).values().stream().mapToDouble(Measurement::value).sorted().toArray();
    return values.length == 0
        ? new double[] {Double.NaN, Double.NaN}
        : new double[] {values[0], values[values.length - 1]};
  }

  /** The median of the ratios of the rounds that both have, each of neighbours in time. */
  double ratio(String row, String ours, String theirs) {
    return Statistics.median(ratios(row, ours, theirs));
  }

  /** The ratios of the rounds. */
  double[] ratios(String row, String ours, String theirs) {
    SortedMap<Integer, Measurement> other = cell(row, theirs);
    List<Double> ratios = new ArrayList<>();
    for (Measurement m : cell(row, ours).values()) {
      Measurement neighbour = other.get(m.round());
      if (neighbour != null) {
        ratios.add(m.value() / neighbour.value());
      }
    }
    return ratios.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private SequencedMap<String, SortedMap<Integer, Measurement>> cells(String row) {
    return rows.getOrDefault(row, new LinkedHashMap<>());
  }

  private SortedMap<Integer, Measurement> cell(String row, String column) {
    return cells(row).getOrDefault(column, new TreeMap<>());
  }
}
