/**
 * The one door to the database. A feature hands a piece of work to {@link io.thoth.memory.sql.Sql}
 * and waits for it; it runs on a thread (SQLite) or a connection (PostgreSQL) of this package,
 * inside one transaction, and sees only {@link io.thoth.memory.sql.Tx}: statements with {@code ?},
 * typed rows, no JDBC. Native code never runs on a virtual thread, because it would hold the
 * carrier. {@link io.thoth.memory.sql.SqliteSql} lets waiting writes share one transaction and one
 * fsync; for that reason a schema declares no deferred constraint, which would let one write fail
 * the commit of its neighbours, and uses {@code on delete no action} (the default) rather than
 * {@code restrict}, which SQLite reports as a trigger's error instead of a foreign key's. Nobody
 * else may open the database file through Java's files: closing it would drop the locks SQLite
 * holds on it.
 */
@NullMarked
package io.thoth.memory.sql;

import org.jspecify.annotations.NullMarked;
