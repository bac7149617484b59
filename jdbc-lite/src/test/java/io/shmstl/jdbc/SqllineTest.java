package io.shmstl.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import sqlline.SqlLine;

/** sqlline as a tool: its browse commands and a query, from a script. */
class SqllineTest {
  @Test
  void aScriptedSessionBrowsesAndAsks() throws IOException {
    try (SpaceKit space = new SpaceKit()) {
      space.orders(3);
      String output =
          run(
              space.url(),
              """
              !set outputformat csv
              !tables
              !columns ORDERS
              !describe ORDERS
              !primarykeys ORDERS
              !indexes ORDERS
              !importedkeys ORDERS
              !exportedkeys ORDERS
              !procedures
              !typeinfo
              !metadata getSchemas
              !dbinfo
              !isolation TRANSACTION_REPEATABLE_READ
              !autocommit off
              select customer, count(*) as n from orders group by customer order by 1;
              !commit
              !autocommit on
              select * from nowhere;
              select key, amount from orders where key = 2;
              !quit
              """);

      assertThat(output)
          .contains("'CACHES','ORDERS','TABLE'")
          .contains("'ORDERS','amount','4','INTEGER','10'")
          .contains("'KEY','1','PK_ORDERS'")
          .contains("'FALSE','','PK_ORDERS','2','1','KEY'")
          .contains("'CHARACTER VARYING','12'")
          .contains("'customer 0','1'")
          .contains("'customer 2','1'")
          .contains("table \"NOWHERE\" not found", "42S02")
          .contains("'2','2'")
          .doesNotContain("Exception:")
          .doesNotContain("java.lang");
    }
  }

  private static String run(String url, String script) throws IOException {
    String input = "!connect " + url + " '' ''\n" + script;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    SqlLine sqlline = new SqlLine();
    try (PrintStream printed = new PrintStream(output, true, StandardCharsets.UTF_8)) {
      sqlline.setOutputStream(printed);
      sqlline.setErrorStream(printed);
      sqlline.begin(
          new String[] {"--color=false", "--maxWidth=1000"},
          new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
          false);
    }
    return output.toString(StandardCharsets.UTF_8);
  }
}
