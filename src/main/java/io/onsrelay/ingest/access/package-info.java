/**
 * Decides which requests are admitted: by network, by topic, and behind proxies by the
 * address of the client.
 */
@NullMarked
package io.onsrelay.ingest.access;

import org.jspecify.annotations.NullMarked;
