package io.onsrelay.audit.search;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Body;

/**
 * A record of the audit log in full, exactly as it is stored: nothing is redacted.
 *
 * @param item the record
 * @param headers the headers of the message, as JSON
 * @param body the exact body, of no bytes where it was erased; {@code null} if the store
 * has lost it, which {@code audit verify} reports
 */
public record AuditDetail(AuditItem item, String headers, @Nullable Body body) {

	/**
	 * Return whether the body was erased: the store has no bytes, and the digest is that
	 * of others.
	 * @return {@code true} if so
	 */
	public boolean isErased() {
		return this.body != null && this.body.bytes().length == 0 && !this.body.sha256().equals(this.item.bodySha256());
	}

}
