package io.onsrelay.search.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.MessageId;
import io.onsrelay.notifier.Destination;
import io.onsrelay.search.DeliveryState;
import io.onsrelay.search.PageCursor;
import io.onsrelay.search.message.DeliveryTable.Looked;
import io.onsrelay.store.Store;

/**
 * Lists deliveries, page by page, the newest first.
 */
public final class DeliveryList {

	private static final char CURSOR = 'd';

	private static final int MAX_PAGE_SIZE = 200;

	private static final int STEP = 2_000;

	/**
	 * How many deliveries a page looks at, at most.
	 */
	private static final int MAX_LOOKED_AT = 20_000;

	private final Store store;

	private final DeliveryTable table;

	DeliveryList(Store store, DeliveryTable table) {
		this.store = store;
		this.table = table;
	}

	/**
	 * Return the next page of the deliveries that match.
	 * @param destination their destination; {@code null} for all
	 * @param state their state; {@code null} for all
	 * @param cursor {@link DeliveryPage#next()} of the page before, under the same
	 * filters; {@code null} for the first page
	 * @param limit how many at most, from 1 to 200
	 * @return the page
	 * @throws IllegalArgumentException if the cursor is none
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	public DeliveryPage page(@Nullable Destination destination, @Nullable DeliveryState state, @Nullable String cursor,
			int limit) {
		if (limit < 1 || limit > MAX_PAGE_SIZE) {
			throw new IllegalArgumentException("limit must be between 1 and %d.".formatted(MAX_PAGE_SIZE));
		}
		DeliveryState few = (state != null && this.store.read((jdbc) -> this.table.areFew(jdbc, state))) ? state : null;
		List<ListedDelivery> found = new ArrayList<>();
		long before = PageCursor.read(CURSOR, cursor);
		boolean more = true;
		for (int lookedAt = 0; more && found.size() <= limit && lookedAt < MAX_LOOKED_AT;) {
			long from = before;
			int step = (destination == null && state == null) ? limit + 1 : STEP;
			List<Looked> looked = this.store.read((jdbc) -> this.table.list(jdbc, few, destination, state, from, step));
			looked.stream().filter(Looked::fits).map(Looked::delivery).forEach(found::add);
			lookedAt += looked.size();
			more = few == null && looked.size() == step;
			before = looked.isEmpty() ? before : looked.getLast().delivery().delivery().id();
		}
		if (found.size() > limit) {
			List<ListedDelivery> items = found.subList(0, limit);
			return new DeliveryPage(items, PageCursor.of(CURSOR, items.getLast().delivery().id()));
		}
		return new DeliveryPage(found, more ? PageCursor.of(CURSOR, before) : null);
	}

	/**
	 * A page of deliveries.
	 *
	 * @param items the deliveries, without their attempts
	 * @param next the cursor of the next page; {@code null} if this is the last one. As
	 * with messages, a page that has fewer items than were asked for may have a next one
	 */
	public record DeliveryPage(List<ListedDelivery> items, @Nullable String next) {
	}

	/**
	 * A delivery with its message.
	 *
	 * @param message the id of its message
	 * @param type the type of the message; {@code null} if it has none
	 * @param resource the id of its resource; {@code null} if it names none
	 * @param receivedAt when the message was received
	 * @param delivery the delivery
	 */
	public record ListedDelivery(MessageId message, @Nullable String type, @Nullable String resource,
			Instant receivedAt, MessageDelivery delivery) {
	}

}
