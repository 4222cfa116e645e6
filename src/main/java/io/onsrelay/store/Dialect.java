package io.onsrelay.store;

/**
 * What differs between the databases for modules that write SQL.
 * <p>
 * A statement must be right on both databases, and a migration is written for each, under
 * the same version. PostgreSQL needs the type of a parameter that may be null
 * ({@code CAST(:due AS BIGINT)}). Contract tests run on both, as a
 * {@code @ParameterizedClass} over this enum.
 */
public enum Dialect {

	/**
	 * SQLite: a file that a single process writes, one unit of work after another.
	 */
	SQLITE(""),

	/**
	 * PostgreSQL: a server that several processes may share.
	 */
	POSTGRESQL("FOR UPDATE SKIP LOCKED");

	private final String skipLocked;

	Dialect(String skipLocked) {
		this.skipLocked = skipLocked;
	}

	/**
	 * Return the clause that makes a query lock the rows it finds and skip those that
	 * another process has locked.
	 * @return the last clause of the query; empty where the database is not shared
	 */
	public String skipLocked() {
		return this.skipLocked;
	}

	/**
	 * Return whether other processes may use the same database.
	 * @return {@code true} if so
	 */
	public boolean isShared() {
		return this == POSTGRESQL;
	}

}
