package io.shmstl.jdbc.metadata;

import io.shmstl.jdbc.error.JdbcErrors;
import io.shmstl.sql.catalog.Catalog;
import io.shmstl.sql.function.Functions;
import io.shmstl.sql.plan.OutputColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a connection tells tools about tables, types and itself. Every call answers. */
public final class ShmDatabaseMetaData extends ProductFacts {
  private static final int CLIENT_INFO_LENGTH = 255;

  private final Connection connection;
  private final String url;
  private final TableList tables;
  private final Results results;

  /** Makes a result set of rows in memory, with a statement of its own. */
  @FunctionalInterface
  public interface Results {
    ResultSet of(List<OutputColumn> columns, List<@Nullable Object[]> rows) throws SQLException;
  }

  /**
   * The metadata of a connection.
   *
   * @param connection whose it is
   * @param url as it was opened
   * @param catalog the tables
   * @param results makes result sets
   * @param warnings told of tables that cannot be shown
   */
  public ShmDatabaseMetaData(
      Connection connection,
      String url,
      Catalog catalog,
      Results results,
      Consumer<String> warnings) {
    this.connection = connection;
    this.url = url;
    this.results = results;
    tables = new TableList(catalog, warnings);
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String namePattern,
      String @Nullable [] types)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    Set<String> wanted = types == null ? allTypes() : new TreeSet<>(Arrays.asList(types));
    if (TableList.hasCatalog(catalog)) {
      for (String type : List.of(TableList.SYSTEM_TABLE, TableList.TABLE)) {
        if (wanted.contains(type)) {
          addTables(rows, type, schemaPattern, namePattern);
        }
      }
    }
    return results.of(Shape.TABLES.columns(), rows);
  }

  private void addTables(
      List<@Nullable Object[]> rows,
      String type,
      @Nullable String schemaPattern,
      @Nullable String namePattern) {
    for (String schema : tables.schemas(NamePattern.of(schemaPattern))) {
      if (TableList.typeOf(schema).equals(type)) {
        for (String name : tables.names(schema, NamePattern.of(namePattern))) {
          rows.add(Shape.row(null, schema, name, type, null, null, null, null, null, null));
        }
      }
    }
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return results.of(
        Shape.COLUMNS.columns(),
        ColumnRows.columns(
            tables.tables(catalog, schemaPattern, tablePattern), NamePattern.of(columnPattern)));
  }

  @Override
  public ResultSet getPseudoColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return results.of(
        Shape.PSEUDO_COLUMNS.columns(),
        ColumnRows.pseudoColumns(
            tables.tables(catalog, schemaPattern, tablePattern), NamePattern.of(columnPattern)));
  }

  /** The keys of a table, or of all that match where a tool gives a pattern. */
  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return results.of(
        Shape.PRIMARY_KEYS.columns(), KeyRows.primaryKeys(tables.tables(catalog, schema, table)));
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return results.of(
        Shape.INDEXES.columns(), KeyRows.indexes(tables.tables(catalog, schema, table)));
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    return results.of(
        Shape.ROW_IDENTIFIERS.columns(),
        KeyRows.rowIdentifiers(tables.tables(catalog, schema, table)));
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (TableList.hasCatalog(catalog)) {
      for (String schema : tables.schemas(NamePattern.of(schemaPattern))) {
        rows.add(Shape.row(schema, null));
      }
    }
    return results.of(Shape.SCHEMAS.columns(), rows);
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (String type : allTypes()) {
      rows.add(Shape.row(type));
    }
    return results.of(Shape.TABLE_TYPES.columns(), rows);
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return results.of(Shape.TYPE_INFO.columns(), TypeRows.types());
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    return results.of(
        Shape.CLIENT_INFO_PROPERTIES.columns(),
        List.of(
            clientInfo("ApplicationName", "the application that uses the connection"),
            clientInfo("ClientHostname", "the host of that application"),
            clientInfo("ClientUser", "the user for whom it works")));
  }

  private static @Nullable Object[] clientInfo(String name, String description) {
    return Shape.row(name, CLIENT_INFO_LENGTH, "", description + "; remembered, used for nothing");
  }

  @Override
  public ResultSet getFunctions(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    NamePattern names = NamePattern.of(namePattern);
    if (TableList.hasCatalog(catalog) && NamePattern.of(schemaPattern).matchesNone()) {
      for (String name : Functions.names()) {
        if (names.matches(name)) {
          rows.add(Shape.row(null, null, name, null, functionNoTable, name));
        }
      }
    }
    return results.of(Shape.FUNCTIONS.columns(), rows);
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return empty(Shape.CATALOGS);
  }

  @Override
  public ResultSet getFunctionColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String functionPattern,
      @Nullable String columnPattern)
      throws SQLException {
    return empty(Shape.FUNCTION_COLUMNS);
  }

  @Override
  public ResultSet getProcedures(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    return empty(Shape.PROCEDURES);
  }

  @Override
  public ResultSet getProcedureColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String procedurePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return empty(Shape.PROCEDURE_COLUMNS);
  }

  @Override
  public ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String columnPattern)
      throws SQLException {
    return empty(Shape.COLUMN_PRIVILEGES);
  }

  @Override
  public ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      throws SQLException {
    return empty(Shape.TABLE_PRIVILEGES);
  }

  @Override
  public ResultSet getVersionColumns(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return empty(Shape.ROW_IDENTIFIERS);
  }

  @Override
  public ResultSet getImportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return empty(Shape.FOREIGN_KEYS);
  }

  @Override
  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return empty(Shape.FOREIGN_KEYS);
  }

  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreignTable)
      throws SQLException {
    return empty(Shape.FOREIGN_KEYS);
  }

  @Override
  public ResultSet getUDTs(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String namePattern,
      int @Nullable [] types)
      throws SQLException {
    return empty(Shape.USER_TYPES);
  }

  @Override
  public ResultSet getSuperTypes(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    return empty(Shape.SUPER_TYPES);
  }

  @Override
  public ResultSet getSuperTables(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    return empty(Shape.SUPER_TABLES);
  }

  @Override
  public ResultSet getAttributes(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typePattern,
      @Nullable String attributePattern)
      throws SQLException {
    return empty(Shape.ATTRIBUTES);
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public String getURL() {
    return url;
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> wanted) throws SQLException {
    if (wanted == null || !wanted.isInstance(this)) {
      throw JdbcErrors.notAWrapper(this, wanted);
    }
    return wanted.cast(this);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> wanted) {
    return wanted != null && wanted.isInstance(this);
  }

  private ResultSet empty(Shape shape) throws SQLException {
    return results.of(shape.columns(), List.of());
  }

  private static Set<String> allTypes() {
    return new TreeSet<>(List.of(TableList.TABLE, TableList.SYSTEM_TABLE));
  }
}
