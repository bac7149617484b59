package io.shmstl.sql.logic;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An answer as scripts write it: a value a line, or their number and hash. */
final class LogicResult {
  private LogicResult() {}

  /** The lines of an answer in the order a record asks for. */
  static List<String> lines(List<List<@Nullable Object>> answer, LogicRecord record) {
    List<List<String>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : answer) {
      List<String> shown = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        shown.add(shown(row.get(i), record.types().charAt(i)));
      }
      rows.add(shown);
    }
    if (record.order().equals("rowsort")) {
      rows.sort(LogicResult::compare);
    }
    List<String> lines = new ArrayList<>();
    rows.forEach(lines::addAll);
    if (record.order().equals("valuesort")) {
      lines.sort(Comparator.naturalOrder());
    }
    return lines;
  }

  private static int compare(List<String> left, List<String> right) {
    for (int i = 0; i < left.size(); i++) {
      int order = left.get(i).compareTo(right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static String shown(@Nullable Object value, char type) {
    return switch (type) {
      case 'I' ->
          switch (value) {
            case null -> "NULL";
            case BigDecimal number -> number.toBigInteger().toString();
            case Number number -> String.valueOf(number.longValue());
            case Boolean truth -> truth ? "1" : "0";
            default -> value.toString();
          };
      case 'R' ->
          value instanceof Number number
              ? String.format(Locale.ROOT, "%.3f", number.doubleValue())
              : String.valueOf(value).replace("null", "NULL");
      default ->
          value == null
              ? "NULL"
              : value.toString().isEmpty() ? "(empty)" : value.toString().replaceAll("[^ -~]", "@");
    };
  }

  /** Whether lines are those expected: the same, or as many with the same hash. */
  static boolean isAsExpected(List<String> lines, List<String> expected) {
    if (expected.size() == 1 && expected.getFirst().contains(" values hashing to ")) {
      String[] words = expected.getFirst().split(" ", -1);
      return Integer.parseInt(words[0]) == lines.size()
          && words[words.length - 1].equals(hash(lines));
    }
    return lines.equals(expected);
  }

  private static String hash(List<String> lines) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (String line : lines) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
