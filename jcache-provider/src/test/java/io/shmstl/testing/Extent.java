package io.shmstl.testing;

import java.util.Locale;

/**
 * How much of a long test is done: a sample in every build, ten times as much or so with {@code
 * -Ptorture}, everything by the test's own property.
 */
public enum Extent {
  /** Seconds. */
  SAMPLE,
  /** Minutes. */
  MORE,
  /** Hours. */
  ALL;

  /** What a system property says; a sample if it is not set. */
  public static Extent of(String property) {
    return valueOf(System.getProperty(property, "sample").toUpperCase(Locale.ROOT));
  }

  /** One of three numbers. */
  public int of(int sample, int more, int all) {
    return switch (this) {
      case SAMPLE -> sample;
      case MORE -> more;
      case ALL -> all;
    };
  }
}
