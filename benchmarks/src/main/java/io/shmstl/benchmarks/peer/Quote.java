package io.shmstl.benchmarks.peer;

import java.io.Serializable;

/**
 * A value of four fields.
 *
 * @param id its number
 * @param quantity how many
 * @param price of one
 * @param customer Latin-1
 */
public record Quote(long id, int quantity, double price, String customer) implements Serializable {

  /** The quote of a number. */
  public static Quote of(long number) {
    return new Quote(
        number, (int) (number % 1_000), number / 100.0, "customer " + (10_000 + number % 10_000));
  }
}
