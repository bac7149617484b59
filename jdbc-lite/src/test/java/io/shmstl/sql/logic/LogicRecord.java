package io.shmstl.sql.logic;

import java.util.List;

/**
 * One record of a sqllogictest script.
 *
 * @param line where it starts
 * @param conditions the {@code skipif} and {@code onlyif} lines before it
 * @param isQuery whether it has an answer; a statement otherwise
 * @param types of the columns of the answer: I, R or T each
 * @param order how rows are brought in order before they are compared
 * @param sql what is executed
 * @param expected the values, one a line, or how many there are and their hash
 */
record LogicRecord(
    int line,
    List<String> conditions,
    boolean isQuery,
    String types,
    String order,
    String sql,
    List<String> expected) {}
