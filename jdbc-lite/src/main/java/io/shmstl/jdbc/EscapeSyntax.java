package io.shmstl.jdbc;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The escapes of JDBC in braces as plain SQL: {@code {d '...'}} and its kin become typed literals,
 * {@code {fn f(x)}}, {@code {oj ...}}, {@code {escape '\'}} and {@code {limit n offset m}} lose
 * their braces. What stands in quotes or comments stays.
 */
final class EscapeSyntax {
  private static final Pattern TOKEN =
      Pattern.compile(
          "'[^']*+'"
              + "|\"[^\"]*+\""
              + "|--[^\\n]*+"
              + "|/\\*(?s:.*?)\\*/"
              + "|\\{\\s*(?i:(d|t|ts|fn|oj|escape|limit)\\b)?"
              + "|\\}");
  private static final Map<String, String> WORDS =
      Map.of("d", "DATE", "t", "TIME", "ts", "TIMESTAMP", "escape", "ESCAPE", "limit", "LIMIT");

  private EscapeSyntax() {}

  /** The statement without escapes; the same one if it has none. */
  static String translate(String sql) {
    if (sql.indexOf('{') < 0) {
      return sql;
    }
    StringBuilder plain = new StringBuilder(sql.length());
    Matcher token = TOKEN.matcher(sql);
    int open = 0;
    while (token.find()) {
      String found = token.group();
      String word = token.group(1);
      if (word != null) {
        open++;
        found = WORDS.getOrDefault(word.toLowerCase(Locale.ROOT), "");
      } else if (found.equals("}") && open > 0) {
        open--;
        found = "";
      }
      token.appendReplacement(plain, Matcher.quoteReplacement(found));
    }
    return token.appendTail(plain).toString();
  }
}
