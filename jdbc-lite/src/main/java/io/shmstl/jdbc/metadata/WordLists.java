package io.shmstl.jdbc.metadata;

import io.shmstl.sql.function.Functions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of functions, by the four groups of the specification, and keywords. */
final class WordLists {
  /** Reserved words that SQL:2003 does not reserve. */
  static final String KEYWORDS = "ILIKE,LIMIT,MINUS,OFFSET,QUALIFY";

  private static final List<String> NUMERIC =
      List.of(
          "ABS",
          "ACOS",
          "ASIN",
          "ATAN",
          "ATAN2",
          "CEILING",
          "COS",
          "COT",
          "DEGREES",
          "EXP",
          "FLOOR",
          "LOG",
          "LOG10",
          "MOD",
          "PI",
          "POWER",
          "RADIANS",
          "RAND",
          "ROUND",
          "SIGN",
          "SIN",
          "SQRT",
          "TAN",
          "TRUNCATE");
  private static final List<String> STRING =
      List.of(
          "ASCII",
          "CHAR",
          "CHAR_LENGTH",
          "CHARACTER_LENGTH",
          "CONCAT",
          "DIFFERENCE",
          "INSERT",
          "LCASE",
          "LEFT",
          "LENGTH",
          "LOCATE",
          "LTRIM",
          "OCTET_LENGTH",
          "POSITION",
          "REPEAT",
          "REPLACE",
          "RIGHT",
          "RTRIM",
          "SOUNDEX",
          "SPACE",
          "SUBSTRING",
          "UCASE");
  private static final List<String> SYSTEM = List.of("DATABASE", "IFNULL", "USER");
  private static final List<String> TIME_DATE =
      List.of(
          "CURDATE",
          "CURRENT_DATE",
          "CURRENT_TIME",
          "CURRENT_TIMESTAMP",
          "CURTIME",
          "DAYNAME",
          "DAYOFMONTH",
          "DAYOFWEEK",
          "DAYOFYEAR",
          "EXTRACT",
          "HOUR",
          "MINUTE",
          "MONTH",
          "MONTHNAME",
          "NOW",
          "QUARTER",
          "SECOND",
          "TIMESTAMPADD",
          "TIMESTAMPDIFF",
          "WEEK",
          "YEAR");

  private WordLists() {}

  static String numeric() {
    return there(NUMERIC);
  }

  static String string() {
    return there(STRING);
  }

  static String system() {
    return there(SYSTEM);
  }

  static String timeDate() {
    return there(TIME_DATE);
  }

  /** Those of the specification's names that the engine knows. */
  private static String there(List<String> names) {
    Set<String> known = Functions.names();
    return names.stream().filter(known::contains).collect(Collectors.joining(","));
  }
}
