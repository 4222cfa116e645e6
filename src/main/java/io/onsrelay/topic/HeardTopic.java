package io.onsrelay.topic;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What this process has heard of a topic since it last wrote that.
 *
 * @param id the OCID, in lower case
 * @param name the name that ONS sent; {@code null} if it sent none
 * @param first when the first message came
 * @param last when the last one came
 */
record HeardTopic(String id, @Nullable String name, Instant first, Instant last) {

	/**
	 * Return both together.
	 * @param later what was heard after this
	 */
	HeardTopic and(HeardTopic later) {
		return new HeardTopic(this.id, (later.name != null) ? later.name : this.name,
				later.first.isBefore(this.first) ? later.first : this.first,
				later.last.isAfter(this.last) ? later.last : this.last);
	}

}
