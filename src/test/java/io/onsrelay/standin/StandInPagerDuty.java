package io.onsrelay.standin;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.onsrelay.standin.LoopbackServer.Answer;
import io.onsrelay.standin.LoopbackServer.Request;

/**
 * PagerDuty's Events API v2, with the incidents that follow from what it is sent. See
 * https://developer.pagerduty.com/api-reference/YXBpOjI3NDgyNjU-pager-duty-v2-events-api.
 */
public final class StandInPagerDuty implements AutoCloseable {

	/**
	 * The key of its one integration.
	 */
	public static final String ROUTING_KEY = "0standin0standin0standin0standin";

	private final ObjectMapper json = new ObjectMapper();

	private final Availability availability = new Availability();

	private final List<PagerDutyEvent> events = Collections.synchronizedList(new ArrayList<>());

	private final LoopbackServer server;

	private volatile Predicate<JsonNode> rule = (event) -> true;

	private volatile Consumer<PagerDutyEvent> listener = (event) -> {
	};

	/**
	 * Starts it.
	 */
	public StandInPagerDuty() {
		this.server = new LoopbackServer((request) -> this.availability.orElse(this::receive, request));
	}

	/**
	 * Return the base of its addresses.
	 * @return the URL without a path
	 */
	public URI endpoint() {
		return this.server.origin();
	}

	/**
	 * Return the switch that makes it fail.
	 * @return the switch
	 */
	public Availability availability() {
		return this.availability;
	}

	/**
	 * Return what was accepted.
	 * @return the events, in the order of their arrival
	 */
	public List<PagerDutyEvent> events() {
		return List.copyOf(this.events);
	}

	/**
	 * Return the incidents that follow from the events. A resolve without an open
	 * incident is accepted and dropped, as by the real one.
	 * @return one incident for each key that was triggered, in the order of their first
	 * trigger
	 */
	public List<Incident> incidents() {
		Map<String, Incident> incidents = new LinkedHashMap<>();
		for (PagerDutyEvent event : events()) {
			if (event.action().equals("trigger")) {
				incidents.putIfAbsent(event.deduplicationKey(),
						new Incident(event.deduplicationKey(), event.summary(), false, List.of()));
			}
			incidents.computeIfPresent(event.deduplicationKey(), (key, incident) -> next(incident, event.action()));
		}
		return List.copyOf(incidents.values());
	}

	/**
	 * Accepts and drops events from now on that match no rule, as an event orchestration
	 * does.
	 * @param rule what an event has to match
	 */
	public void dropUnless(Predicate<JsonNode> rule) {
		this.rule = rule;
	}

	/**
	 * Calls a listener for every accepted event from now on.
	 * @param listener the listener
	 */
	public void onEvent(Consumer<PagerDutyEvent> listener) {
		this.listener = listener;
	}

	@Override
	public void close() {
		this.availability.recover();
		this.server.close();
	}

	private static Incident next(Incident incident, String action) {
		List<String> actions = new ArrayList<>(incident.actions());
		actions.add(action);
		boolean open = switch (action) {
			case "trigger" -> true;
			case "resolve" -> false;
			default -> incident.open();
		};
		return new Incident(incident.deduplicationKey(), incident.summary(), open, List.copyOf(actions));
	}

	private Answer receive(Request request) {
		if (!request.method().equals("POST")) {
			return Answer.text(405, "method not allowed");
		}
		return switch (request.uri().getPath()) {
			case "/v2/enqueue" -> accept(request, PagerDutyRules::ofAlert);
			case "/v2/change/enqueue" -> accept(request, PagerDutyRules::ofChange);
			default -> Answer.text(404, "not found");
		};
	}

	private Answer accept(Request request, PagerDutyRules rules) {
		JsonNode event = parse(request.body());
		List<String> errors = rules.errors(event, ROUTING_KEY);
		if (!errors.isEmpty()) {
			return Answer.json(400,
					this.json.createObjectNode()
						.put("status", "invalid event")
						.put("message", "Event object is invalid")
						.set("errors", this.json.valueToTree(errors))
						.toString());
		}
		String action = event.path("event_action").asText("change");
		String key = event.path("dedup_key").asText(action.equals("trigger") ? UUID.randomUUID().toString() : "");
		PagerDutyEvent accepted = new PagerDutyEvent(action, key, event, System.nanoTime());
		if (this.rule.test(event)) {
			this.events.add(accepted);
			this.listener.accept(accepted);
		}
		return Answer.json(202,
				this.json.createObjectNode()
					.put("status", "success")
					.put("message", "Event processed")
					.put("dedup_key", key)
					.toString());
	}

	private JsonNode parse(String body) {
		try {
			return this.json.readTree(body);
		}
		catch (JsonProcessingException ex) {
			return this.json.missingNode();
		}
	}

}
