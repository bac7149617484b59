package io.shmstl.examples;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A character as the Unicode character database of this JDK describes it: real records, some
 * 150,000 of them, that every machine with a JDK has.
 *
 * @param codePoint its number
 * @param name its name, such as {@code GREEK SMALL LETTER ALPHA}
 * @param block the block it lies in; null for the few that lie in none
 * @param script the script it belongs to
 * @param category its general category, such as {@code Ll}
 */
record UnicodeCharacter(
    int codePoint, String name, @Nullable String block, UnicodeScript script, String category) {
  private static final String[] CATEGORIES = {
    "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc",
    "Cf", "--", "Co", "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"
  };

  static UnicodeCharacter of(int codePoint) {
    UnicodeBlock block = UnicodeBlock.of(codePoint);
    return new UnicodeCharacter(
        codePoint,
        Character.getName(codePoint),
        block == null ? null : block.toString(),
        UnicodeScript.of(codePoint),
        CATEGORIES[Character.getType(codePoint)]);
  }

  /** Visits every assigned character; private use and surrogates have no description. */
  static void forEach(IntConsumer visitor) {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      int type = Character.getType(codePoint);
      if (type != Character.UNASSIGNED
          && type != Character.PRIVATE_USE
          && type != Character.SURROGATE) {
        visitor.accept(codePoint);
      }
    }
  }
}
