package io.shmstl.sql.function;

import io.shmstl.sql.error.SqlErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The steps to a value in a JSON text: names of members and numbers of elements.
 *
 * @param steps a {@code String} for a member, an {@code Integer} for an element
 */
record JsonPath(List<Object> steps) {
  private static final Pattern STEP =
      Pattern.compile("\\.([\\p{L}_$][\\p{L}\\p{N}_$-]*)|\\.\"([^\"]*)\"|\\[(\\d{1,9})]");

  /**
   * Reads {@code $.name."other name"[0]}.
   *
   * @throws io.shmstl.sql.error.SqlFailure 22000 for anything else
   */
  static JsonPath of(String text) {
    String path = text.strip();
    List<Object> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(path);
    int position = 1;
    while (position < path.length()) {
      if (!matcher.find(position) || matcher.start() != position) {
        throw SqlErrors.badArgument("the JSON path " + path + " is wrong at " + position);
      }
      if (matcher.group(3) != null) {
        steps.add(Integer.valueOf(matcher.group(3)));
      } else {
        steps.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
      }
      position = matcher.end();
    }
    if (!path.startsWith("$")) {
      throw SqlErrors.badArgument("the JSON path " + path + " does not start with $");
    }
    return new JsonPath(steps);
  }
}
