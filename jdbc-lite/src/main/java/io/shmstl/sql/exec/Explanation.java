package io.shmstl.sql.exec;

import java.util.ArrayList;
import java.util.List;

/** A plan as lines of text: a step a line, its inputs indented below it. */
public final class Explanation {
  private final List<String> lines = new ArrayList<>();
  private int depth;

  /** A step without inputs. */
  public void step(String text) {
    lines.add("  ".repeat(depth) + text);
  }

  /** A step with its inputs. */
  public void step(String text, Runnable inputs) {
    step(text);
    depth++;
    inputs.run();
    depth--;
  }

  /** All lines. */
  public List<String> lines() {
    return lines;
  }
}
