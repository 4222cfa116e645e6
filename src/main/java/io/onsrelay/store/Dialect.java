package io.onsrelay.store;

/**
 * What differs between the databases for those who write SQL.
 */
public enum Dialect {

	/**
	 * A file that one process writes, one unit of work after another.
	 */
	SQLITE(""),

	/**
	 * A server that several processes share.
	 */
	POSTGRESQL("FOR UPDATE SKIP LOCKED");

	private final String skipLocked;

	Dialect(String skipLocked) {
		this.skipLocked = skipLocked;
	}

	/**
	 * Return what makes a query take the rows it finds for itself, and leave out those
	 * that another process is just taking.
	 * @return the last clause of the query; empty where no other process is there
	 */
	public String skipLocked() {
		return this.skipLocked;
	}

	/**
	 * Return whether other processes may work on the same database.
	 * @return {@code true} if so
	 */
	public boolean isShared() {
		return this == POSTGRESQL;
	}

}
