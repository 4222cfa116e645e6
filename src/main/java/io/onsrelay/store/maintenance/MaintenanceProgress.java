package io.onsrelay.store.maintenance;

/**
 * Notified while a database is copied.
 */
@FunctionalInterface
public interface MaintenanceProgress {

	/**
	 * Some pages were copied.
	 * @param pages how many are copied
	 * @param total how many there are
	 */
	void copied(long pages, long total);

}
