package io.shmstl.jdbc.tool;

/** How rows are shown. */
enum Format {
  TABLE,
  CSV,
  JSON;

  /** What shows rows so. */
  ResultPrinter printer() {
    return switch (this) {
      case TABLE -> new TablePrinter();
      case CSV -> new CsvPrinter();
      case JSON -> new JsonPrinter();
    };
  }
}
