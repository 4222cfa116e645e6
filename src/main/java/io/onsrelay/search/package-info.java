/**
 * Finds messages by what an operator has in the hand, page by page, and tells how far the
 * index behind it is. The index is written behind ingest, never in its transaction.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "journal", "store", "timing", "notifier", "presentation",
		"explanation", "routing", "delivery :: operator", "silence", "silence :: model", "audit" })
package io.onsrelay.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
