package io.onsrelay.console.audit;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.search.AuditFilter;
import io.onsrelay.console.view.Inputs;
import io.onsrelay.console.view.ListAddress;

/**
 * The filter of the audit log, as its address has it.
 *
 * @param message the id of the message or of the record
 * @param resource what the record is about
 * @param kind the kind of the record
 * @param type the type of the event, or what an operator did
 * @param from the earliest time
 * @param until the time that it ends before
 * @param tz the zone of the times
 */
record AuditForm(@Nullable String message, @Nullable String resource, @Nullable String kind, @Nullable String type,
		@Nullable String from, @Nullable String until, @Nullable String tz) {

	public AuditFilter filter() {
		return new AuditFilter(this.message, this.resource, this.kind, this.type, null,
				Inputs.time("from", this.from, this.tz), Inputs.time("until", this.until, this.tz));
	}

	public boolean isDetailed() {
		return !parameters().isEmpty();
	}

	public String pathTo(@Nullable String cursor) {
		return ListAddress.of("/audit", parameters(), "cursor", cursor);
	}

	private Map<String, String> parameters() {
		Map<String, String> values = new LinkedHashMap<>();
		ListAddress.put(values, "message", this.message);
		ListAddress.put(values, "resource", this.resource);
		ListAddress.put(values, "kind", this.kind);
		ListAddress.put(values, "type", this.type);
		ListAddress.put(values, "from", this.from);
		ListAddress.put(values, "until", this.until);
		return values;
	}

}
