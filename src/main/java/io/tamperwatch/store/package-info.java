/**
 * The database edge: findings, quarantine and checkpoints over JDBC, on SQLite or PostgreSQL.
 */
@NullMarked
package io.tamperwatch.store;

import org.jspecify.annotations.NullMarked;
