package io.shmstl.sql.syntax;

import io.shmstl.sql.error.Position;
import io.shmstl.sql.error.SqlErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts the text of a statement into tokens, in one pass. */
final class Lexer {
  /** Longest statement, in characters. */
  static final int MAX_LENGTH = 16 * 1024 * 1024;

  private static final List<String> LONG_SYMBOLS =
      List.of("<>", "<=", ">=", "!=", "||", "::", "&&");
  private static final char BYTE_ORDER_MARK = 0xfeff;
  private static final String SYMBOLS = "()[],.;+-*/%=<>{}:";

  private final String text;
  private int position;
  private int line = 1;
  private int lineStart;

  Lexer(String text) {
    this.text = text;
    if (text.length() > MAX_LENGTH) {
      throw SqlErrors.tooComplex(
          "the statement is longer than " + MAX_LENGTH + " characters", Position.NONE);
    }
  }

  /** All tokens; the last one is the end. */
  List<Token> tokens() {
    List<Token> tokens = new ArrayList<>();
    Token token;
    do {
      token = next();
      tokens.add(token);
    } while (token.kind() != Token.Kind.END);
    return tokens;
  }

  private Token next() {
    skipSpaceAndComments();
    Position at = at();
    if (position >= text.length()) {
      return new Token(Token.Kind.END, "", at);
    }
    char c = text.charAt(position);
    if (c == '\'') {
      return new Token(Token.Kind.STRING, string(at), at);
    }
    if (c == '"') {
      return new Token(Token.Kind.QUOTED_NAME, quoted('"', at), at);
    }
    if (c == '?') {
      position++;
      return new Token(Token.Kind.PARAMETER, "?", at);
    }
    if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      return new Token(Token.Kind.NUMBER, number(), at);
    }
    if (c == '$' && peek(1) == '$') {
      return new Token(Token.Kind.STRING, dollarString(at), at);
    }
    if (Character.isUnicodeIdentifierStart(text.codePointAt(position)) || c == '_') {
      return word(at);
    }
    return symbol(at);
  }

  private Token word(Position at) {
    char c = text.charAt(position);
    if ((c == 'x' || c == 'X') && peek(1) == '\'') {
      position++;
      return new Token(Token.Kind.BINARY, string(at), at);
    }
    if ((c == 'n' || c == 'N') && peek(1) == '\'') {
      position++;
      return new Token(Token.Kind.STRING, string(at), at);
    }
    if ((c == 'u' || c == 'U') && peek(1) == '&' && peek(2) == '\'') {
      position += 2;
      return new Token(Token.Kind.STRING, UnicodeEscapes.decode(string(at), at), at);
    }
    int start = position;
    while (position < text.length()) {
      int point = text.codePointAt(position);
      if (!Character.isUnicodeIdentifierPart(point) && point != '$') {
        break;
      }
      position += Character.charCount(point);
    }
    String name = text.substring(start, position).toUpperCase(Locale.ROOT);
    return new Token(Token.Kind.WORD, name, at);
  }

  private Token symbol(Position at) {
    for (String symbol : LONG_SYMBOLS) {
      if (text.startsWith(symbol, position)) {
        position += symbol.length();
        return new Token(Token.Kind.SYMBOL, symbol.equals("!=") ? "<>" : symbol, at);
      }
    }
    char c = text.charAt(position);
    if (SYMBOLS.indexOf(c) < 0) {
      throw SqlErrors.syntax("unexpected character " + shown(c), at);
    }
    position++;
    return new Token(Token.Kind.SYMBOL, String.valueOf(c), at);
  }

  private static String shown(char c) {
    return c > ' ' && c < 0x7f ? String.valueOf(c) : String.format("U+%04X", (int) c);
  }

  private String number() {
    int start = position;
    if (text.charAt(position) == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
      position += 2;
      while (position < text.length() && Character.digit(text.charAt(position), 16) >= 0) {
        position++;
      }
      return text.substring(start, position);
    }
    int radix =
        peek(0) != '0'
            ? 10
            : switch (peek(1)) {
              case 'b', 'B' -> 2;
              case 'o', 'O' -> 8;
              default -> 10;
            };
    if (radix != 10 && Character.digit(peek(2), radix) >= 0) {
      position += 2;
      while (Character.digit(peek(0), radix) >= 0) {
        position++;
      }
      return text.substring(start, position);
    }
    digits();
    if (peek(0) == '.') {
      position++;
      digits();
    }
    if (peek(0) == 'e' || peek(0) == 'E') {
      int sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
      if (isDigit(peek(1 + sign))) {
        position += 1 + sign;
        digits();
      }
    }
    return text.substring(start, position).replace("_", "");
  }

  private void digits() {
    while (isDigit(peek(0)) || (peek(0) == '_' && isDigit(peek(1)))) {
      position++;
    }
  }

  /** A string; those that follow on other places are part of it. */
  private String string(Position at) {
    String value = quoted('\'', at);
    StringBuilder whole = new StringBuilder(value);
    while (true) {
      int mark = position;
      int markedLine = line;
      int markedLineStart = lineStart;
      skipSpaceAndComments();
      if (peek(0) != '\'') {
        position = mark;
        line = markedLine;
        lineStart = markedLineStart;
        return whole.toString();
      }
      whole.append(quoted('\'', at()));
    }
  }

  private String quoted(char quote, Position at) {
    StringBuilder value = new StringBuilder();
    position++;
    while (true) {
      int end = text.indexOf(quote, position);
      if (end < 0) {
        throw SqlErrors.syntax("the quote is never closed", at);
      }
      countLines(position, end);
      value.append(text, position, end);
      position = end + 1;
      if (peek(0) != quote) {
        return value.toString();
      }
      value.append(quote);
      position++;
    }
  }

  private String dollarString(Position at) {
    int end = text.indexOf("$$", position + 2);
    if (end < 0) {
      throw SqlErrors.syntax("the quote $$ is never closed", at);
    }
    String value = text.substring(position + 2, end);
    countLines(position, end);
    position = end + 2;
    return value;
  }

  private void skipSpaceAndComments() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '\n') {
        line++;
        lineStart = position + 1;
        position++;
      } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == BYTE_ORDER_MARK) {
        position++;
      } else if (c == '-' && peek(1) == '-') {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
      } else if (c == '/' && peek(1) == '*') {
        skipBlockComment();
      } else {
        return;
      }
    }
  }

  private void skipBlockComment() {
    Position at = at();
    int depth = 0;
    do {
      if (position >= text.length()) {
        throw SqlErrors.syntax("the comment is never closed", at);
      }
      if (text.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (text.startsWith("*/", position)) {
        depth--;
        position += 2;
      } else {
        countLines(position, position + 1);
        position++;
      }
    } while (depth > 0);
  }

  private void countLines(int from, int to) {
    for (int i = text.indexOf('\n', from, to); i >= 0; i = text.indexOf('\n', i + 1, to)) {
      line++;
      lineStart = i + 1;
    }
  }

  private Position at() {
    return new Position(line, position - lineStart + 1);
  }

  private char peek(int ahead) {
    return position + ahead < text.length() ? text.charAt(position + ahead) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
