package io.shmstl.jdbc.metadata;

/** How the database behaves, and limits that are not there: answers that never change. */
abstract class BehaviourFacts extends GrammarFacts {
  private static final int NO_LIMIT = 0;

  @Override
  public final boolean allProceduresAreCallable() {
    return false;
  }

  @Override
  public final boolean allTablesAreSelectable() {
    return true;
  }

  @Override
  public final boolean autoCommitFailureClosesAllResultSets() {
    return false;
  }

  @Override
  public final boolean dataDefinitionCausesTransactionCommit() {
    return false;
  }

  @Override
  public final boolean dataDefinitionIgnoredInTransactions() {
    return false;
  }

  @Override
  public final boolean doesMaxRowSizeIncludeBlobs() {
    return false;
  }

  @Override
  public final boolean generatedKeyAlwaysReturned() {
    return false;
  }

  @Override
  public final boolean isCatalogAtStart() {
    return false;
  }

  @Override
  public final boolean isReadOnly() {
    return true;
  }

  @Override
  public final boolean locatorsUpdateCopy() {
    return false;
  }

  @Override
  public final boolean nullPlusNonNullIsNull() {
    return true;
  }

  @Override
  public final boolean nullsAreSortedAtEnd() {
    return false;
  }

  @Override
  public final boolean nullsAreSortedAtStart() {
    return false;
  }

  @Override
  public final boolean nullsAreSortedHigh() {
    return false;
  }

  @Override
  public final boolean nullsAreSortedLow() {
    return true;
  }

  @Override
  public final boolean storesLowerCaseIdentifiers() {
    return false;
  }

  @Override
  public final boolean storesLowerCaseQuotedIdentifiers() {
    return false;
  }

  @Override
  public final boolean storesMixedCaseIdentifiers() {
    return true;
  }

  @Override
  public final boolean storesMixedCaseQuotedIdentifiers() {
    return false;
  }

  @Override
  public final boolean storesUpperCaseIdentifiers() {
    return false;
  }

  @Override
  public final boolean storesUpperCaseQuotedIdentifiers() {
    return false;
  }

  @Override
  public final boolean supportsMixedCaseIdentifiers() {
    return false;
  }

  @Override
  public final boolean supportsMixedCaseQuotedIdentifiers() {
    return true;
  }

  @Override
  public final boolean usesLocalFilePerTable() {
    return true;
  }

  @Override
  public final boolean usesLocalFiles() {
    return true;
  }

  @Override
  public final int getMaxConnections() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxCatalogNameLength() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxCursorNameLength() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxProcedureNameLength() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxRowSize() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxSchemaNameLength() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxStatements() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxStatementLength() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxTableNameLength() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxTablesInSelect() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxUserNameLength() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxColumnNameLength() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxColumnsInGroupBy() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxColumnsInIndex() {
    return 1;
  }

  @Override
  public final int getMaxColumnsInOrderBy() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxColumnsInSelect() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxColumnsInTable() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxBinaryLiteralLength() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxCharLiteralLength() {
    return NO_LIMIT;
  }

  @Override
  public final int getMaxIndexLength() {
    return NO_LIMIT;
  }

  @Override
  public final boolean ownUpdatesAreVisible(int type) {
    return false;
  }

  @Override
  public final boolean ownDeletesAreVisible(int type) {
    return false;
  }

  @Override
  public final boolean ownInsertsAreVisible(int type) {
    return false;
  }

  @Override
  public final boolean othersUpdatesAreVisible(int type) {
    return false;
  }

  @Override
  public final boolean othersDeletesAreVisible(int type) {
    return false;
  }

  @Override
  public final boolean othersInsertsAreVisible(int type) {
    return false;
  }

  @Override
  public final boolean updatesAreDetected(int type) {
    return false;
  }

  @Override
  public final boolean deletesAreDetected(int type) {
    return false;
  }

  @Override
  public final boolean insertsAreDetected(int type) {
    return false;
  }
}
