package io.shmstl.sql.logic;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the records of a sqllogictest script, one after the other. */
final class LogicScript {
  private final BufferedReader in;
  private int line;

  LogicScript(BufferedReader in) {
    this.in = in;
  }

  private @Nullable String read() throws IOException {
    line++;
    return in.readLine();
  }

  /** The next record, or null at the end. */
  @Nullable LogicRecord next() throws IOException {
    List<String> conditions = new ArrayList<>();
    String text;
    while ((text = read()) != null) {
      if (text.startsWith("skipif") || text.startsWith("onlyif")) {
        conditions.add(text);
      } else if (text.startsWith("halt")) {
        conditions.clear(); // only ever for other databases
      } else if (text.startsWith("statement") || text.startsWith("query")) {
        return record(text, conditions);
      }
    }
    return null;
  }

  private LogicRecord record(String head, List<String> conditions) throws IOException {
    int start = line;
    String[] words = head.split(" +", -1);
    boolean isQuery = words[0].equals("query");
    StringBuilder sql = new StringBuilder();
    List<String> expected = new ArrayList<>();
    boolean isAnswer = false;
    String text;
    while ((text = read()) != null && !text.isEmpty()) {
      if (text.equals("----")) {
        isAnswer = true;
      } else if (isAnswer) {
        expected.add(text);
      } else {
        sql.append(sql.isEmpty() ? "" : "\n").append(text);
      }
    }
    String order = isQuery && words.length > 2 ? words[2] : "nosort";
    return new LogicRecord(
        start, conditions, isQuery, isQuery ? words[1] : "", order, sql.toString(), expected);
  }
}
