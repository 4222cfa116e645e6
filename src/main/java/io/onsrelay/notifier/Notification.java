package io.onsrelay.notifier;

import java.util.BitSet;

import io.onsrelay.event.Message;

/**
 * A message that one destination is to get.
 *
 * @param message the message, or the part of it that concerns the destination
 * @param destination the destination
 * @param route the name of the route that sends it there
 * @param overrides how the route wants it shown
 */
public record Notification(Message message, Destination destination, String route, PresentationOverrides overrides) {

	/**
	 * Return the key that the destination gets with every attempt.
	 * @return the id of the message, and which records these are where a destination gets
	 * parts of it, such as {@code …#21}; it has no fixed limit
	 */
	public String idempotencyKey() {
		String id = this.message.id().toString();
		return this.message.records().isAll() ? id : id + "#" + this.message.records().text();
	}

	/**
	 * Return the part of this notification that has one of the contents.
	 * @param index its index in the message
	 * @return the part
	 */
	public Notification part(int index) {
		BitSet one = new BitSet();
		one.set(index);
		return part(one);
	}

	/**
	 * Return the part of this notification that has some of the contents.
	 * @param indexes the indexes of the contents in the message; at least one
	 * @return the part
	 */
	public Notification part(BitSet indexes) {
		return new Notification(this.message.part(indexes), this.destination, this.route, this.overrides);
	}

}
