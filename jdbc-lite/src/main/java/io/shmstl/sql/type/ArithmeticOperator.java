package io.shmstl.sql.type;

/** The four kinds of arithmetic; the remainder is a function. */
public enum ArithmeticOperator {
  PLUS("+"),
  MINUS("-"),
  TIMES("*"),
  DIVIDE("/");

  private final String symbol;

  ArithmeticOperator(String symbol) {
    this.symbol = symbol;
  }

  /** How it is written. */
  public String symbol() {
    return symbol;
  }
}
