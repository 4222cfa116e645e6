package io.onsrelay.standin;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.onsrelay.standin.LoopbackServer.Answer;
import io.onsrelay.standin.LoopbackServer.Request;

/**
 * A Slack workspace with one channel and one incoming webhook. See
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks.
 */
public final class StandInSlack implements AutoCloseable {

	private static final String WEBHOOK = "/services/T0STANDIN/B0STANDIN/standInStandInStandIn000";

	// https://docs.slack.dev/reference/block-kit/blocks
	private static final int MAX_BLOCKS = 50;

	// https://docs.slack.dev/reference/block-kit/blocks/header-block
	private static final int MAX_HEADER = 150;

	private static final Pattern FROM = Pattern.compile("from=([0-9]{1,6})");

	private final ObjectMapper json = new ObjectMapper();

	private final Availability availability = new Availability();

	private final List<SlackPost> posts = Collections.synchronizedList(new ArrayList<>());

	private final LoopbackServer server;

	private volatile Consumer<SlackPost> listener = (post) -> {
	};

	/**
	 * Starts it.
	 */
	public StandInSlack() {
		this.server = new LoopbackServer((request) -> request.method().equals("GET") ? show(request)
				: this.availability.orElse(this::receive, request));
	}

	/**
	 * Return the webhook's address.
	 * @return the URL to post to
	 */
	public URI webhookUrl() {
		return this.server.origin().resolve(WEBHOOK);
	}

	/**
	 * Return the address of the channel, for a browser.
	 * @return the URL of a page that shows the posts as they arrive
	 */
	public URI channelUrl() {
		return this.server.origin().resolve("/");
	}

	/**
	 * Return the switch that makes it fail.
	 * @return the switch
	 */
	public Availability availability() {
		return this.availability;
	}

	/**
	 * Return what was posted to the channel.
	 * @return the posts, in the order of their arrival
	 */
	public List<SlackPost> posts() {
		return List.copyOf(this.posts);
	}

	/**
	 * Calls a listener for every post from now on.
	 * @param listener the listener
	 */
	public void onPost(Consumer<SlackPost> listener) {
		this.listener = listener;
	}

	@Override
	public void close() {
		this.availability.recover();
		this.server.close();
	}

	private Answer show(Request request) {
		List<SlackPost> all = posts();
		return switch (request.uri().getPath()) {
			case "/" -> Answer.html(SlackChannelPage.page(all));
			case "/posts" -> Answer.html(SlackChannelPage.posts(all.subList(from(request, all.size()), all.size())));
			default -> Answer.text(404, "no_service");
		};
	}

	private static int from(Request request, int count) {
		Matcher from = FROM.matcher(String.valueOf(request.uri().getQuery()));
		return from.matches() ? Math.min(count, Integer.parseInt(from.group(1))) : 0;
	}

	private Answer receive(Request request) {
		if (!request.uri().getPath().equals(WEBHOOK)) {
			return Answer.text(404, "no_service");
		}
		JsonNode payload = parse(request.body());
		String error = error(payload);
		if (!error.isEmpty()) {
			return Answer.text(400, error);
		}
		SlackPost post = new SlackPost(payload, System.nanoTime());
		this.posts.add(post);
		this.listener.accept(post);
		return Answer.text(200, "ok");
	}

	private JsonNode parse(String body) {
		try {
			return this.json.readTree(body);
		}
		catch (JsonProcessingException ex) {
			return this.json.missingNode();
		}
	}

	private static String error(JsonNode payload) {
		if (!payload.isObject()) {
			return "invalid_payload";
		}
		if (payload.path("text").asText().isEmpty() && payload.path("blocks").isEmpty()
				&& payload.path("attachments").isEmpty()) {
			return "no_text";
		}
		List<JsonNode> blocks = new ArrayList<>();
		payload.path("blocks").forEach(blocks::add);
		payload.path("attachments").forEach((attachment) -> attachment.path("blocks").forEach(blocks::add));
		return (blocks.size() <= MAX_BLOCKS && blocks.stream().allMatch(StandInSlack::valid)) ? "" : "invalid_blocks";
	}

	private static boolean valid(JsonNode block) {
		return switch (block.path("type").asText()) {
			case "header" -> length(block.path("text").path("text")) <= MAX_HEADER;
			case "" -> false;
			default -> true;
		};
	}

	private static int length(JsonNode text) {
		return text.asText().length();
	}

}
