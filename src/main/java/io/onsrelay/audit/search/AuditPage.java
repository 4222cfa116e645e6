package io.onsrelay.audit.search;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of records, the newest first.
 *
 * @param items the records
 * @param next the cursor of the next page; {@code null} if this is the last one. A page
 * may have fewer items than were asked for, or none, and still have a next one: a search
 * that would look at too many records stops, and the next page goes on where it stopped
 */
public record AuditPage(List<AuditItem> items, @Nullable String next) {

	/**
	 * Keeps a copy.
	 */
	public AuditPage {
		items = List.copyOf(items);
	}

}
