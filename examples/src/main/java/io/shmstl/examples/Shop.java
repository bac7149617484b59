package io.shmstl.examples;

import io.shmstl.jcache.ShmConfiguration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;

/** The JVM whose caches others look into: it takes orders, and goes on while they look. */
final class Shop {
  private static final List<String> COUNTRIES = List.of("AT", "CH", "DE", "FR", "IT", "JP");
  private static final int CUSTOMERS = 1_000;
  private static final String CAPACITY = "64m";

  private Shop() {}

  /**
   * A customer.
   *
   * @param name what the customer is called
   * @param country two letters
   */
  record Customer(String name, String country) {}

  /**
   * An order.
   *
   * @param customer key of a customer
   * @param items how many things
   * @param total what they cost
   */
  record Order(int customer, int items, BigDecimal total) {}

  /** Argument: the space's directory. Takes so many orders as each line of its input says. */
  public static void main(String[] args) throws IOException {
    CacheManager manager =
        Caching.getCachingProvider("shmstl").getCacheManager(URI.create("shmstl:" + args[0]), null);
    Cache<Integer, Customer> customers =
        manager.createCache(
            "customers",
            new ShmConfiguration<Integer, Customer>().setTypes(Integer.class, Customer.class));
    Cache<Long, Order> orders =
        manager.createCache(
            "orders",
            new ShmConfiguration<Long, Order>()
                .setTypes(Long.class, Order.class)
                .setCapacity(CAPACITY));
    Random random = new Random(1);
    for (int i = 0; i < CUSTOMERS; i++) {
      String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
      customers.put(i, new Customer("customer " + i, country));
    }
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    long number = 0;
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      for (int i = Integer.parseInt(line); i > 0; i--) {
        number++;
        int items = 1 + random.nextInt(9);
        BigDecimal total = BigDecimal.valueOf(100 + random.nextInt(9_900 * items), 2);
        orders.put(number, new Order(random.nextInt(CUSTOMERS), items, total));
      }
      System.out.println("done " + number);
    }
  }
}
