package io.shmstl.segment;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.PaddingLayout;
import java.lang.foreign.StructLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The table of a layout's fields, as its code says it and as text says it. */
final class LayoutTable {
  private static final Pattern ROW =
      Pattern.compile("^[ *|]*(\\d+)[ |]+(\\d+)[ |]+`?([\\w-]+)`?[ |]+\\S.*$", Pattern.MULTILINE);

  private LayoutTable() {}

  /** One field: padding has the name "-". */
  record Row(long offset, long bytes, String name) {}

  static List<Row> of(StructLayout layout) {
    List<Row> rows = new ArrayList<>();
    long offset = 0;
    for (MemoryLayout member : layout.memberLayouts()) {
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
        .map(row ->
            new Row(Long.parseLong(row.group(1)), Long.parseLong(row.group(2)), row.group(3)))
        .toList();
  }
}
