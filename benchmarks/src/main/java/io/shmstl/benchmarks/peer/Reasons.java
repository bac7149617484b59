package io.shmstl.benchmarks.peer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What failures are told as in a table: short, on one line. */
public final class Reasons {
  private static final int MOST = 120;

  private Reasons() {}

  /** The innermost cause that says something. */
  public static String of(Throwable failure) {
    String reason = "";
    for (@Nullable Throwable t = failure; t != null; t = next(t)) {
      if (t.getMessage() != null) {
        reason =
            t instanceof UnsupportedOperationException || t instanceof IOException
                ? t.getMessage()
                : t.getClass().getSimpleName() + ": " + t.getMessage();
      } else if (reason.isEmpty()) {
        reason = t.getClass().getSimpleName();
      }
    }
    return shortened(reason);
  }

  private static @Nullable Throwable next(Throwable t) {
    return t.getCause() == null && t.getSuppressed().length > 0
        ? t.getSuppressed()[0]
        : t.getCause();
  }

  /** One line that fits into a table. */
  public static String shortened(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return line.length() <= MOST ? line : line.substring(0, MOST) + "...";
  }
}
