package io.shmstl.benchmarks.results;

import java.io.IOException;

/** Something that is measured in one go. */
public interface Table {

  /** Its name on the command line and in the file of results. */
  String name();

  /** What its numbers are, in a sentence or two of Markdown. */
  String explanation();

  /**
   * Measures it and keeps the numbers; what fails is kept as a reason.
   *
   * @throws IOException if not even that can be kept
   */
  void measure(Session session) throws IOException;
}
