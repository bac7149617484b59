package io.shmstl.codec;

/** How deep values may stand in each other. */
final class Nesting {
  /** Most values around one value: records, lists, sets, maps and optionals, in any mix. */
  static final int MAX_DEPTH = 200;

  private Nesting() {}

  static CodecException tooDeep(String what) {
    return new CodecException(what + " nests deeper than " + MAX_DEPTH + " levels");
  }
}
