package io.shmstl.jdbc.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Where a prompt's lines come from: a terminal with an editor, or a pipe. */
interface LineSource extends AutoCloseable {
  /** What stands for a line that the user gave up. */
  String GIVEN_UP = "\u0003";

  /** The next line; null at the end; {@link #GIVEN_UP} after an interrupt. */
  @Nullable String next(String prompt);

  /** What an interrupt does while a statement runs; null for nothing. */
  void onInterrupt(@Nullable Runnable action);

  @Override
  void close();

  /** Lines of a pipe: no prompt is shown. */
  static LineSource of(BufferedReader in) {
    return new LineSource() {
      @Override
      public @Nullable String next(String prompt) {
        try {
          return in.readLine();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void onInterrupt(@Nullable Runnable action) {
        // an interrupt ends the process
      }

      @Override
      public void close() {
        // the pipe belongs to the process
      }
    };
  }
}
