package io.shmstl.sql.logic;

import io.shmstl.sql.Answer;
import io.shmstl.sql.error.SqlFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One script, executed, and what came of its queries. */
final class LogicRun {
  /** The database whose dialect is closest to ours: INTEGER has 32 bits, GROUP BY is strict. */
  private static final String DIALECT = "postgresql";

  /** What that database has to leave out and we do not. */
  private static final String LABELS_WITHOUT_AS = "requires AS when renaming";

  private static final Pattern AVERAGE = Pattern.compile("AVG\\s*\\(");
  private static final int MOST_SHOWN = 10;

  private final LogicDatabase database = new LogicDatabase();
  private final Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
  private final List<String> unexplained = new ArrayList<>();

  /** What can become of a query; the scripts were written for a database without types. */
  enum Fate {
    /** The answer is the one written down. */
    RIGHT,
    /** It is for other databases. */
    SKIPPED,
    /** A column is neither grouped nor aggregated: refused, even where it has no effect. */
    NOT_GROUPED,
    /** An integer leaves its range: an error, not a floating point number. */
    OUT_OF_RANGE,
    /** A division by zero: an error, not a null. */
    DIVIDED_BY_ZERO,
    /** It takes an average of integers for an integer; the answer is right if we do as well. */
    INTEGER_AVERAGE,
    /** Anything else. */
    UNEXPLAINED
  }

  static LogicRun of(BufferedReader in) throws IOException {
    LogicScript script = new LogicScript(in);
    LogicRun run = new LogicRun();
    @Nullable LogicRecord record;
    while ((record = script.next()) != null) {
      if (record.isQuery()) {
        run.counts.merge(run.query(record), 1, Integer::sum);
      } else if (!isSkipped(record)) {
        run.database.execute(record.sql());
      }
    }
    return run;
  }

  int count(Fate fate) {
    return counts.getOrDefault(fate, 0);
  }

  /** The queries nobody can explain, with both answers. */
  List<String> unexplained() {
    return unexplained;
  }

  private Fate query(LogicRecord record) {
    if (isSkipped(record)) {
      return Fate.SKIPPED;
    }
    String found;
    try {
      List<String> lines = lines(record.sql(), record);
      if (LogicResult.isAsExpected(lines, record.expected())) {
        return Fate.RIGHT;
      }
      if (isRightWithIntegerAverages(record)) {
        return Fate.INTEGER_AVERAGE;
      }
      found = shortened(lines);
    } catch (SqlFailure e) {
      switch (e.sqlState()) {
        case "42803" -> {
          return Fate.NOT_GROUPED;
        }
        case "22003" -> {
          return Fate.OUT_OF_RANGE;
        }
        case "22012" -> {
          return Fate.DIVIDED_BY_ZERO;
        }
        default -> found = e.sqlState() + " " + e.getMessage();
      }
    }
    unexplained.add(
        "line "
            + record.line()
            + ": "
            + record.sql()
            + "\n  found  "
            + found
            + "\n  wanted "
            + shortened(record.expected()));
    return Fate.UNEXPLAINED;
  }

  private static boolean isSkipped(LogicRecord record) {
    for (String condition : record.conditions()) {
      boolean isOurs = condition.split(" ", -1)[1].equals(DIALECT);
      boolean isLeftOut =
          condition.startsWith("onlyif")
              ? !isOurs
              : isOurs && !condition.contains(LABELS_WITHOUT_AS);
      if (isLeftOut) {
        return true;
      }
    }
    return false;
  }

  private List<String> lines(String sql, LogicRecord record) {
    return LogicResult.lines(Answer.of(sql, database.catalog()).rows(), record);
  }

  private boolean isRightWithIntegerAverages(LogicRecord record) {
    String sql = record.sql();
    StringBuilder rewritten = new StringBuilder();
    Matcher average = AVERAGE.matcher(sql);
    int copied = 0;
    while (average.find()) {
      if (average.start() < copied) {
        return false; // one inside of another
      }
      int end = closing(sql, average.end());
      rewritten
          .append(sql, copied, average.start())
          .append("CAST(")
          .append(sql, average.start(), end)
          .append(" AS INTEGER)");
      copied = end;
    }
    rewritten.append(sql, copied, sql.length());
    return copied > 0
        && LogicResult.isAsExpected(lines(rewritten.toString(), record), record.expected());
  }

  /** The index behind the bracket that closes the one before an index. */
  private static int closing(String sql, int from) {
    int depth = 1;
    int i = from;
    while (depth > 0) {
      char c = sql.charAt(i++);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return i;
  }

  private static String shortened(List<String> lines) {
    return lines.size() <= MOST_SHOWN
        ? lines.toString()
        : lines.subList(0, MOST_SHOWN) + " of " + lines.size();
  }
}
