package io.onsrelay.notice;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.Outbox;
import io.onsrelay.event.MessageIds;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Store;
import io.onsrelay.store.TestStore;

/**
 * Notices to {@code slack/ops} for tests of other modules, and what is in the journal of
 * them.
 */
public final class ToldNotices {

	public static final Destination OPS = Destination.of("slack/ops");

	private static final ObjectMapper JSON = new ObjectMapper();

	private ToldNotices() {
	}

	/**
	 * Tells notices of a replica on a store.
	 */
	public static Notices on(Store store, Clock clock) {
		return new Notices(store, work(store, clock), (_) -> {
		}, List.of(OPS), List.of(), new MessageIds(clock, new Random())::next, clock);
	}

	static AcceptWork work(Store store, Clock clock) {
		return new AcceptWork(new Journal(store, new MessageParser(), Duration.ofDays(7)), new Outbox(clock), Map.of());
	}

	/**
	 * Return the notices that will be delivered, in the order in which they were told.
	 */
	public static List<JsonNode> in(TestStore store) {
		return store.read((jdbc) -> jdbc.sql("""
				SELECT body FROM message_body JOIN delivery ON delivery.message_seq = message_body.seq
				WHERE delivery.destination = 'slack/ops' ORDER BY message_body.seq
				""").query((row, _) -> tree(row.getBytes("body"))).list());
	}

	/**
	 * Return their titles.
	 */
	public static List<String> titles(TestStore store) {
		return in(store).stream().map((notice) -> notice.path("title").asText()).toList();
	}

	private static JsonNode tree(byte[] body) {
		try {
			return JSON.readTree(new String(body, StandardCharsets.UTF_8));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
