package io.onsrelay.standin;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.onsrelay.standin.LoopbackServer.Answer;
import io.onsrelay.standin.LoopbackServer.Request;

/**
 * The part of Slack's Web API that a bot posts through: {@code chat.postMessage} and
 * {@code chat.update}. See https://docs.slack.dev/reference/methods/chat.postMessage.
 */
public final class StandInSlackApi implements AutoCloseable {

	/**
	 * The channel the bot is in.
	 */
	public static final String CHANNEL = "C0STANDIN1";

	private final ObjectMapper json = new ObjectMapper();

	private final List<Message> messages = Collections.synchronizedList(new ArrayList<>());

	private final List<Message> updates = Collections.synchronizedList(new ArrayList<>());

	private final LoopbackServer server = new LoopbackServer(this::receive);

	/**
	 * Return the base of the methods' addresses.
	 * @return the URL to configure
	 */
	public URI endpoint() {
		return this.server.origin().resolve("/api");
	}

	/**
	 * Return what was posted.
	 * @return the messages, in the order of their arrival
	 */
	public List<Message> messages() {
		return List.copyOf(this.messages);
	}

	/**
	 * Return what messages were changed to.
	 * @return the updates, in the order of their arrival
	 */
	public List<Message> updates() {
		return List.copyOf(this.updates);
	}

	@Override
	public void close() {
		this.server.close();
	}

	private Answer receive(Request request) {
		JsonNode call = parse(request.body());
		if (!call.path("channel").asText().equals(CHANNEL)) {
			return Answer.json(200, "{\"ok\": false, \"error\": \"channel_not_found\"}");
		}
		return switch (request.uri().getPath()) {
			case "/api/chat.postMessage" -> post(call);
			case "/api/chat.update" -> update(call);
			default -> Answer.json(200, "{\"ok\": false, \"error\": \"unknown_method\"}");
		};
	}

	private synchronized Answer post(JsonNode call) {
		String ts = "1772000000.%06d".formatted(this.messages.size());
		this.messages.add(new Message(ts, call.path("thread_ts").asText(), call.path("text").asText()));
		return done(ts);
	}

	private Answer update(JsonNode call) {
		String ts = call.path("ts").asText();
		if (this.messages.stream().noneMatch((message) -> message.ts().equals(ts))) {
			return Answer.json(200, "{\"ok\": false, \"error\": \"message_not_found\"}");
		}
		this.updates.add(new Message(ts, "", call.path("text").asText()));
		return done(ts);
	}

	private static Answer done(String ts) {
		return Answer.json(200, "{\"ok\": true, \"channel\": \"%s\", \"ts\": \"%s\"}".formatted(CHANNEL, ts));
	}

	private JsonNode parse(String body) {
		try {
			return this.json.readTree(body);
		}
		catch (JsonProcessingException ex) {
			return this.json.createObjectNode();
		}
	}

	/**
	 * A message in the channel.
	 *
	 * @param ts its name
	 * @param threadTs the name of the first message of its thread; empty where it is no
	 * reply
	 * @param text what it says in one line
	 */
	public record Message(String ts, String threadTs, String text) {
	}

}
