package io.shmstl.sql.function;

import io.shmstl.sql.type.SqlType;
import java.util.Map;

/** JSON_VALUE: a scalar out of a JSON text. */
final class JsonFunctions {
  private JsonFunctions() {}

  static void addTo(Map<String, Function> all) {
    all.put(
        "JSON_VALUE",
        Signature.of(
            SqlType.VARCHAR,
            (a, _) -> new JsonReader(Arguments.text(a, 0)).value(JsonPath.of(Arguments.text(a, 1))),
            SqlType.VARCHAR,
            SqlType.VARCHAR));
  }
}
