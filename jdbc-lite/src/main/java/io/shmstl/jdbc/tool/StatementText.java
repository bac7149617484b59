package io.shmstl.jdbc.tool;

import java.util.ArrayList;
import java.util.List;

/** Lines that are collected until a semicolon outside quotes and comments ends a statement. */
final class StatementText {
  private final StringBuilder text = new StringBuilder();
  private int scanned;
  private State state = State.PLAIN;

  /** Where the scan stands. */
  private enum State {
    PLAIN,
    QUOTED,
    NAME,
    LINE_COMMENT,
    COMMENT
  }

  /** Adds a line; returns the statements that it ends, without their semicolons. */
  List<String> add(String line) {
    text.append(line).append('\n');
    List<String> ended = new ArrayList<>();
    while (scanned < text.length()) {
      if (endsHere()) {
        ended.add(text.substring(0, scanned).strip());
        text.delete(0, scanned + 1);
        scanned = 0;
      } else {
        scanned++;
      }
    }
    ended.removeIf(String::isEmpty);
    return ended;
  }

  /** What is left without a semicolon; nothing is left afterwards. */
  String rest() {
    String rest = text.toString().strip();
    text.setLength(0);
    scanned = 0;
    state = State.PLAIN;
    return rest;
  }

  /** Whether nothing but spaces has been collected. */
  boolean isEmpty() {
    return text.toString().isBlank();
  }

  /** Steps over one character; whether it is a semicolon that counts. */
  private boolean endsHere() {
    char c = text.charAt(scanned);
    char next = scanned + 1 < text.length() ? text.charAt(scanned + 1) : '\n';
    switch (state) {
      case PLAIN -> {
        if (c == ';') {
          return true;
        }
        state = opened(c, next);
      }
      case QUOTED -> state = c == '\'' ? State.PLAIN : State.QUOTED;
      case NAME -> state = c == '"' ? State.PLAIN : State.NAME;
      case LINE_COMMENT -> state = c == '\n' ? State.PLAIN : State.LINE_COMMENT;
      case COMMENT -> {
        if (c == '*' && next == '/') {
          scanned++;
          state = State.PLAIN;
        }
      }
    }
    return false;
  }

  private State opened(char c, char next) {
    return switch (c) {
      case '\'' -> State.QUOTED;
      case '"' -> State.NAME;
      case '-' -> next == '-' ? State.LINE_COMMENT : State.PLAIN;
      case '/' -> next == '*' ? openedComment() : State.PLAIN;
      default -> State.PLAIN;
    };
  }

  private State openedComment() {
    scanned++;
    return State.COMMENT;
  }
}
