package io.onsrelay.standin;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * The control planes of Notifications and Events, with what they are known to do: signed
 * requests only, pages, a topic that is being created for a while, subscriptions that are
 * pending until their endpoint has called the URL it is sent, retry tokens, and names of
 * topics that are unique in the tenancy. Events that are emitted reach the endpoints of
 * active subscriptions by the rules.
 * <p>
 * Stubs of {@link #server()} go before it, for errors.
 */
public final class StandInOci implements AutoCloseable {

	/** The OCID of the first topic that is created: OCIDs are counted. */
	public static final String FIRST_TOPIC = "ocid1.onstopic.oc1.phx.aaaastandin0001";

	private static final int PAGE = 2;

	private static final int PRIORITY = 10;

	private static final String TOKEN = "MDAwMHN0YW5k/aW4+fresh==";

	private final ObjectMapper json = new ObjectMapper();

	private final Map<String, ObjectNode> topics = new LinkedHashMap<>();

	private final Map<String, ObjectNode> subscriptions = new LinkedHashMap<>();

	private final Map<String, ObjectNode> rules = new LinkedHashMap<>();

	private final Map<String, ObjectNode> made = new HashMap<>();

	private final Map<String, Integer> readsUntilActive = new HashMap<>();

	private final Map<String, Integer> listsUntilShown = new HashMap<>();

	private final Map<String, URI> hosts = new ConcurrentHashMap<>();

	private final List<OnsDelivery> deliveries = new ArrayList<>();

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final OciUser user;

	private final WireMockServer server;

	private int creatingReads = 1;

	private int hiddenLists;

	private int number;

	/**
	 * Starts it.
	 * @param user the only user
	 */
	public StandInOci(OciUser user) {
		this.user = user;
		this.server = new WireMockServer(
				WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort().extensions(new Transformer()));
		this.server.start();
		this.server.stubFor(WireMock.any(WireMock.anyUrl()).atPriority(PRIORITY).willReturn(WireMock.ok()));
	}

	/**
	 * Return the server, for stubs that fail and for what was requested.
	 * @return the server
	 */
	public WireMockServer server() {
		return this.server;
	}

	/**
	 * Return the origin of both APIs, of the URLs that confirm, and of the certificate.
	 * @return scheme, host and port
	 */
	public URI origin() {
		return URI.create(this.server.baseUrl());
	}

	/**
	 * Puts a public name in front of a server that has none, as a proxy does that
	 * terminates TLS.
	 * @param host the host name in endpoints
	 * @param origin where it leads
	 */
	public void host(String host, URI origin) {
		this.hosts.put(host, origin);
	}

	/**
	 * Makes what is created consistent later.
	 * @param reads how often a new topic is read before it is active
	 * @param lists how many lists don't show what is new
	 */
	public synchronized void delay(int reads, int lists) {
		this.creatingReads = reads;
		this.hiddenLists = lists;
	}

	/**
	 * Return what exists, without ids and times, to be compared.
	 * @return topics, subscriptions and rules, as text
	 */
	public synchronized List<String> state() {
		List<String> state = new ArrayList<>();
		this.topics.values().forEach((each) -> state.add("topic " + without(each)));
		this.subscriptions.values().forEach((each) -> state.add("subscription " + without(each)));
		this.rules.values().forEach((each) -> state.add("rule " + without(each)));
		return state.stream().sorted().toList();
	}

	private static ObjectNode without(ObjectNode resource) {
		ObjectNode copy = resource.deepCopy();
		copy.remove(List.of("id", "topicId", "createdTime", "etag", "apiEndpoint"));
		copy.path("actions")
			.path("actions")
			.forEach((action) -> ((ObjectNode) action).remove(List.of("id", "topicId")));
		return copy;
	}

	/**
	 * Return the resources of a kind, as the API shows them.
	 * @param kind {@code topics}, {@code subscriptions} or {@code rules}
	 * @return the resources
	 */
	public synchronized List<ObjectNode> resources(String kind) {
		return map(kind).values().stream().map(ObjectNode::deepCopy).toList();
	}

	/**
	 * Creates a resource as another user does.
	 * @param kind {@code topics}, {@code subscriptions} or {@code rules}
	 * @param content its fields, as JSON
	 * @return its OCID
	 */
	public synchronized String create(String kind, String content) {
		ObjectNode given = (ObjectNode) tree(content);
		if (!given.has("lifecycleState")) {
			given.put("lifecycleState", "ACTIVE");
		}
		ObjectNode resource = make(kind, given);
		this.readsUntilActive.clear();
		this.listsUntilShown.clear();
		return id(resource);
	}

	/**
	 * Changes a resource as another user does.
	 * @param kind {@code topics}, {@code subscriptions} or {@code rules}
	 * @param id its OCID
	 * @param field the field
	 * @param value its new value, as JSON
	 */
	public synchronized void set(String kind, String id, String field, String value) {
		Objects.requireNonNull(map(kind).get(id)).set(field, tree(value));
	}

	/**
	 * Emits an event: the rules that match publish it on their topics.
	 * @param event the event, as JSON
	 * @return what the endpoints answered
	 */
	public List<OnsDelivery> emit(String event) {
		String type = tree(event).path("eventType").asText();
		List<String> called;
		synchronized (this) {
			called = this.rules.values()
				.stream()
				.filter((rule) -> matches(tree(rule.path("condition").asText()).path("eventType"), type))
				.flatMap((rule) -> StreamSupport.stream(rule.path("actions").path("actions").spliterator(), false))
				.filter((action) -> action.path("actionType").asText().equals("ONS"))
				.map((action) -> action.path("topicId").asText())
				.toList();
		}
		return called.stream().flatMap((topicId) -> publish(topicId, event).stream()).toList();
	}

	/**
	 * Publishes a message.
	 * @param topicId the topic
	 * @param body the message
	 * @return what the endpoint of each active subscription answered
	 */
	public List<OnsDelivery> publish(String topicId, String body) {
		List<ObjectNode> active;
		OnsTopic topic;
		synchronized (this) {
			topic = topic(topicId);
			active = this.subscriptions.values()
				.stream()
				.filter((each) -> each.path("topicId").asText().equals(topicId)
						&& each.path("lifecycleState").asText().equals("ACTIVE"))
				.toList();
		}
		OnsMessage message = topic.notification(UUID.randomUUID().toString(), body);
		return active.stream().map((each) -> post(each, message)).toList();
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
		this.server.stop();
	}

	private static boolean matches(JsonNode condition, String type) {
		if (condition.isArray()) {
			return StreamSupport.stream(condition.spliterator(), false).anyMatch((each) -> matches(each, type));
		}
		return condition.isMissingNode() || type.matches(Pattern.quote(condition.asText()).replace("*", "\\E.*\\Q"));
	}

	private OnsDelivery post(ObjectNode subscription, OnsMessage message) {
		URI endpoint = URI.create(subscription.path("endpoint").asText());
		URI origin = this.hosts.get(endpoint.getHost());
		if (origin == null) {
			return new OnsDelivery(message, List.of(new OnsAnswer(0, "", "UnknownHostException")));
		}
		String[] credentials = endpoint.getUserInfo().split(":", 2);
		try (OnsClient client = new OnsClient(origin.resolve(endpoint.getRawPath()), credentials[0], credentials[1])) {
			return client.post(message);
		}
	}

	private synchronized ResponseDefinition answer(Request request) {
		URI uri = URI.create(request.getUrl());
		String[] path = uri.getPath().split("/", -1);
		if (uri.getPath().equals(OnsTopic.CERTIFICATE_PATH)) {
			return ResponseDefinitionBuilder.responseDefinition()
				.withStatus(200)
				.withBody(SigningKey.standIn().pem())
				.build();
		}
		if (path.length > 4 && path[4].equals("confirmation")) {
			return confirm(path[3], uri.getRawQuery());
		}
		return this.user.objection(request)
			.map((objection) -> error(401, "NotAuthenticated", objection))
			.orElseGet(() -> switch (request.getMethod().getName()) {
				case "GET" -> (path.length > 3) ? get(path[2], path[3]) : list(path[2], request);
				case "POST" -> (path.length > 4) ? resend(path[3]) : create(path[2], request);
				case "PUT" -> update(path[2], path[3], request);
				case "DELETE" -> delete(path[2], path[3]);
				default -> error(405, "MethodNotAllowed", "");
			});
	}

	private ResponseDefinition list(String kind, Request request) {
		List<ObjectNode> shown = new ArrayList<>();
		for (Map.Entry<String, ObjectNode> each : map(kind).entrySet()) {
			int hidden = this.listsUntilShown.getOrDefault(each.getKey(), 0);
			if (hidden > 0) {
				this.listsUntilShown.put(each.getKey(), hidden - 1);
			}
			else {
				shown.add(each.getValue());
			}
		}
		int start = request.queryParameter("page").isPresent()
				? Integer.parseInt(request.queryParameter("page").firstValue()) : 0;
		ArrayNode page = this.json.createArrayNode();
		shown.stream().skip(start).limit(PAGE).forEach((each) -> page.add(inList(kind, each)));
		ResponseDefinitionBuilder response = ok(page);
		if (start + PAGE < shown.size()) {
			response.withHeader("opc-next-page", String.valueOf(start + PAGE));
		}
		return response.build();
	}

	/** A list has the delivery policy as an object, and rules without actions. */
	private ObjectNode inList(String kind, ObjectNode resource) {
		ObjectNode copy = resource.deepCopy();
		if (kind.equals("subscriptions") && copy.has("deliverPolicy")) {
			copy.set("deliveryPolicy", tree(copy.remove("deliverPolicy").asText()));
		}
		if (kind.equals("rules")) {
			copy.remove("actions");
		}
		return copy;
	}

	private ResponseDefinition get(String kind, String id) {
		ObjectNode resource = map(kind).get(id);
		if (resource == null) {
			return notFound();
		}
		int reads = this.readsUntilActive.getOrDefault(id, 0);
		this.readsUntilActive.put(id, reads - 1);
		if (kind.equals("topics") && reads <= 0) {
			resource.put("lifecycleState", "ACTIVE");
		}
		return ok(resource).build();
	}

	private ResponseDefinition create(String kind, Request request) {
		ObjectNode content = (ObjectNode) tree(request.getBodyAsString());
		String token = request.getHeader("opc-retry-token");
		ObjectNode before = this.made.get(token);
		if (before != null) {
			return map(kind).containsKey(id(before)) ? ok(before).build()
					: error(409, "InvalidatedRetryToken", "The resource of this token was deleted");
		}
		boolean taken = this.topics.values()
			.stream()
			.anyMatch((topic) -> topic.path("name").asText().equals(content.path("name").asText()));
		if (kind.equals("topics") && taken) {
			return error(409, "Conflict", "Topic already exists");
		}
		ObjectNode resource = make(kind, content);
		if (token != null) {
			this.made.put(token, resource);
		}
		if (kind.equals("subscriptions")) {
			askForConfirmation(resource);
		}
		return ok(resource).build();
	}

	private ObjectNode make(String kind, ObjectNode content) {
		this.number++;
		ObjectNode resource = content.deepCopy();
		String id = "ocid1.%s.oc1.phx.aaaastandin%04d".formatted(switch (kind) {
			case "topics" -> "onstopic";
			case "subscriptions" -> "onssubscription";
			default -> "eventrule";
		}, this.number);
		resource.put(kind.equals("topics") ? "topicId" : "id", id);
		resource.put("etag", "e" + this.number);
		if (!resource.has("lifecycleState")) {
			resource.put("lifecycleState", switch (kind) {
				case "topics" -> "CREATING";
				case "subscriptions" -> "PENDING";
				default -> "ACTIVE";
			});
		}
		if (kind.equals("subscriptions")) {
			resource.put("createdTime", 1_770_000_000_000L + this.number);
		}
		map(kind).put(id, resource);
		this.readsUntilActive.put(id, this.creatingReads);
		this.listsUntilShown.put(id, this.hiddenLists);
		return resource;
	}

	private ResponseDefinition update(String kind, String id, Request request) {
		ObjectNode resource = map(kind).get(id);
		if (resource == null) {
			return notFound();
		}
		String etag = request.getHeader("if-match");
		if (etag != null && !etag.equals(resource.path("etag").asText())) {
			return error(412, "NoEtagMatch", "The etag is another one");
		}
		ObjectNode changes = (ObjectNode) tree(request.getBodyAsString());
		if (changes.has("deliveryPolicy")) {
			changes.put("deliverPolicy", changes.remove("deliveryPolicy").toString());
		}
		resource.setAll(changes);
		this.number++;
		resource.put("etag", "e" + this.number);
		return ok(resource).build();
	}

	private ResponseDefinition delete(String kind, String id) {
		if (map(kind).remove(id) == null) {
			return notFound();
		}
		if (kind.equals("topics")) {
			this.subscriptions.values().removeIf((each) -> each.path("topicId").asText().equals(id));
		}
		return WireMock.noContent().build();
	}

	private ResponseDefinition resend(String id) {
		ObjectNode subscription = this.subscriptions.get(id);
		if (subscription == null) {
			return notFound();
		}
		askForConfirmation(subscription);
		return ok(subscription).build();
	}

	private void askForConfirmation(ObjectNode subscription) {
		String id = id(subscription);
		OnsMessage message = topic(subscription.path("topicId").asText()).confirmation(id,
				"%s/20181201/subscriptions/%s/confirmation?token=%s&protocol=CUSTOM_HTTPS".formatted(origin(), id,
						TOKEN));
		ObjectNode copy = subscription.deepCopy();
		this.threads.execute(() -> {
			OnsDelivery delivery = post(copy, message);
			synchronized (this) {
				this.deliveries.add(delivery);
			}
		});
	}

	private ResponseDefinition confirm(String id, String query) {
		ObjectNode subscription = this.subscriptions.get(id);
		if (subscription == null) {
			return notFound();
		}
		if (!("token=" + TOKEN + "&protocol=CUSTOM_HTTPS").equals(query)) {
			return error(400, "InvalidParameter", "Invalid token");
		}
		subscription.put("lifecycleState", "ACTIVE");
		ObjectNode answer = this.json.createObjectNode();
		answer.put("topicId", subscription.path("topicId").asText());
		answer.put("subscriptionId", id);
		answer.put("message", "Subscription confirmed");
		return ok(answer).build();
	}

	/**
	 * Return what endpoints answered when they were asked for a confirmation.
	 * @return the results
	 */
	public synchronized List<OnsDelivery> confirmationRequests() {
		return List.copyOf(this.deliveries);
	}

	private OnsTopic topic(String topicId) {
		return new OnsTopic(topicId, Objects.requireNonNull(this.topics.get(topicId)).path("name").asText(),
				Clock.systemUTC(), origin());
	}

	private Map<String, ObjectNode> map(String kind) {
		return switch (kind) {
			case "topics" -> this.topics;
			case "subscriptions" -> this.subscriptions;
			case "rules" -> this.rules;
			default -> new HashMap<>();
		};
	}

	private static String id(ObjectNode resource) {
		return resource.path(resource.has("id") ? "id" : "topicId").asText();
	}

	private JsonNode tree(String text) {
		try {
			return this.json.readTree(text);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ResponseDefinitionBuilder ok(JsonNode body) {
		return WireMock.okJson(body.toString()).withHeader("opc-request-id", "standin/request");
	}

	private static ResponseDefinition notFound() {
		return error(404, "NotAuthorizedOrNotFound", "Authorization failed or requested resource not found.");
	}

	private static ResponseDefinition error(int status, String code, String message) {
		return failure(status, code, message).build();
	}

	/**
	 * Return an error as OCI writes it.
	 * @param status the HTTP status
	 * @param code the code
	 * @param message the message
	 * @return the response
	 */
	public static ResponseDefinitionBuilder failure(int status, String code, String message) {
		return WireMock.jsonResponse("{\"code\":\"%s\",\"message\":\"%s\"}".formatted(code, message), status)
			.withHeader("opc-request-id", "STANDIN/0123/4567");
	}

	/**
	 * Answers what no other stub answers.
	 */
	private final class Transformer implements ResponseDefinitionTransformerV2 {

		@Override
		public ResponseDefinition transform(ServeEvent event) {
			boolean ours = event.getStubMapping() != null
					&& Integer.valueOf(PRIORITY).equals(event.getStubMapping().getPriority());
			return ours ? answer(event.getRequest()) : event.getResponseDefinition();
		}

		@Override
		public String getName() {
			return "stand-in";
		}

	}

}
