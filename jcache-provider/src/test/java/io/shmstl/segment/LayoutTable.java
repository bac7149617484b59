package io.shmstl.segment;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.PaddingLayout;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.StructLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The table of a layout's fields, as its code says it and as text says it. */
final class LayoutTable {
  private static final Pattern ROW =
      Pattern.compile("^[ *|]*(\\d+)[ |]+(\\d+)[ |]+`?([\\w-]+)`?[ |]+\\S.*$", Pattern.MULTILINE);

  /** What a table may call bytes without a meaning. */
  private static final Set<String> PADDING = Set.of("-", "padding", "reserved");

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
