package io.shmstl.jdbc.metadata;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;

/** Names, versions, words and the kinds of results and transactions there are. */
abstract class ProductFacts extends BehaviourFacts {
  private static final int JDBC_MAJOR = 4;
  private static final int JDBC_MINOR = 3;

  @Override
  public final String getUserName() {
    return System.getProperty("user.name", "");
  }

  @Override
  public final String getDatabaseProductName() {
    return Product.NAME;
  }

  @Override
  public final String getDatabaseProductVersion() {
    return Product.VERSION;
  }

  @Override
  public final int getDatabaseMajorVersion() {
    return Product.major();
  }

  @Override
  public final int getDatabaseMinorVersion() {
    return Product.minor();
  }

  @Override
  public final String getDriverName() {
    return Product.DRIVER_NAME;
  }

  @Override
  public final String getDriverVersion() {
    return Product.VERSION;
  }

  @Override
  public final int getDriverMajorVersion() {
    return Product.major();
  }

  @Override
  public final int getDriverMinorVersion() {
    return Product.minor();
  }

  @Override
  public final int getJDBCMajorVersion() {
    return JDBC_MAJOR;
  }

  @Override
  public final int getJDBCMinorVersion() {
    return JDBC_MINOR;
  }

  @Override
  public final String getIdentifierQuoteString() {
    return "\"";
  }

  @Override
  public final String getSearchStringEscape() {
    return NamePattern.ESCAPE;
  }

  @Override
  public final String getExtraNameCharacters() {
    return "$";
  }

  @Override
  public final String getSQLKeywords() {
    return WordLists.KEYWORDS;
  }

  @Override
  public final String getNumericFunctions() {
    return WordLists.numeric();
  }

  @Override
  public final String getStringFunctions() {
    return WordLists.string();
  }

  @Override
  public final String getSystemFunctions() {
    return WordLists.system();
  }

  @Override
  public final String getTimeDateFunctions() {
    return WordLists.timeDate();
  }

  @Override
  public final String getSchemaTerm() {
    return "schema";
  }

  @Override
  public final String getProcedureTerm() {
    return "procedure";
  }

  @Override
  public final String getCatalogTerm() {
    return "catalog";
  }

  @Override
  public final String getCatalogSeparator() {
    return ".";
  }

  @Override
  public final int getSQLStateType() {
    return sqlStateSQL;
  }

  @Override
  public final RowIdLifetime getRowIdLifetime() {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }

  @Override
  public final int getDefaultTransactionIsolation() {
    return Connection.TRANSACTION_REPEATABLE_READ;
  }

  @Override
  public final boolean supportsTransactionIsolationLevel(int level) {
    return level == Connection.TRANSACTION_READ_UNCOMMITTED
        || level == Connection.TRANSACTION_READ_COMMITTED
        || level == Connection.TRANSACTION_REPEATABLE_READ;
  }

  @Override
  public final int getResultSetHoldability() {
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public final boolean supportsResultSetHoldability(int holdability) {
    return holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public final boolean supportsResultSetType(int type) {
    return type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE;
  }

  @Override
  public final boolean supportsResultSetConcurrency(int type, int concurrency) {
    return supportsResultSetType(type) && concurrency == ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public final boolean supportsConvert(int from, int to) {
    return false;
  }
}
