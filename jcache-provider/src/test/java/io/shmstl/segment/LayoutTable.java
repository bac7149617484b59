package io.shmstl.segment;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.PaddingLayout;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.StructLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of a layout's fields, as its code says it and as text says it. */
final class LayoutTable {
  private static final Pattern ROW =
      Pattern.compile("^[ *|]*(\\d+)[ |]+(\\d+)[ |]+`?([\\w-]+)`?[ |]+\\S.*$", Pattern.MULTILINE);

  /** What a table may call bytes without a meaning. */
  private static final Set<String> PADDING = Set.of("-", "padding", "reserved");

  /** Offset, size, field, access, written by. */
  private static final int COLUMNS = 5;

  private LayoutTable() {}

  /**
   * One field: padding has the name "-"; the one field of an array is the plural of its elements.
   */
  record Row(long offset, long bytes, String name) {}

  static List<Row> of(MemoryLayout layout) {
    if (layout instanceof SequenceLayout array) {
      String plural = array.elementLayout().name().orElseThrow() + "s";
      return List.of(new Row(0, array.byteSize(), plural));
    }
    List<Row> rows = new ArrayList<>();
    long offset = 0;
    for (MemoryLayout member : ((StructLayout) layout).memberLayouts()) {
      String name = member instanceof PaddingLayout ? "-" : member.name().orElseThrow();
      rows.add(new Row(offset, member.byteSize(), name));
      offset += member.byteSize();
    }
    return rows;
  }

  /** The same rows with all their columns, in one spelling for comments and Markdown. */
  static List<List<String>> columnsIn(String text) {
    return ROW.matcher(text)
        .results()
        .map(row -> row.group().replaceFirst("^ \\*?\\s*", ""))
        .map(row -> row.startsWith("|") ? row.substring(1, row.lastIndexOf('|')) : inBars(row))
        .map(row -> Stream.of(row.split("\\|", -1)).map(LayoutTable::spelling).toList())
        .toList();
  }

  private static String inBars(String row) {
    return String.join("|", row.strip().split("\\s+", COLUMNS));
  }

  private static String spelling(String cell) {
    String plain = cell.replaceAll("\\{@link #?(\\w+)}", "$1").replace("`", "").strip();
    return PADDING.contains(plain) ? "-" : plain;
  }

  /** The rows of the tables in a text, be they in a comment or in Markdown. */
  static List<Row> in(String text) {
    return ROW.matcher(text)
        .results()
        .map(row -> row(row.group(1), row.group(2), row.group(3)))
        .toList();
  }

  private static Row row(String offset, String bytes, String name) {
    String known = PADDING.contains(name) ? "-" : name;
    return new Row(Long.parseLong(offset), Long.parseLong(bytes), known);
  }
}
