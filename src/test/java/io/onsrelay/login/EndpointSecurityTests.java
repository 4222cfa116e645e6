package io.onsrelay.login;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import io.onsrelay.ingest.IngestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every endpoint against every kind of client. What a client may do depends on path and
 * method alone, so that an endpoint of a module that this server does not have is tested
 * too: it is not found, but only by those who may look.
 */
class EndpointSecurityTests {

	/**
	 * Every endpoint of the application, and what it is: a new one needs a row.
	 */
	private static final String TABLE = """
			POST   /ons                                        ingest
			GET    /api/audit                                  read
			GET    /api/audit/checkpoint                       read
			GET    /api/audit/export                           read
			POST   /api/audit/verify                           change
			POST   /api/audit/{message}/erase                  change
			GET    /api/audit/{message}/proof                  read
			GET    /api/dead-letters                           read
			POST   /api/dead-letters/acknowledge               change
			POST   /api/dead-letters/replay                    change
			DELETE /api/dead-letters/{id}                      change
			GET    /api/dead-letters/{id}                      read
			POST   /api/dead-letters/{id}/acknowledge          change
			POST   /api/dead-letters/{id}/replay               change
			GET    /api/deliveries                             read
			GET    /api/destinations                           read
			GET    /api/destinations/hours                     read
			GET    /api/destinations/{kind}/{name}             read
			POST   /api/destinations/{kind}/{name}/give-up     change
			POST   /api/destinations/{kind}/{name}/pause       change
			POST   /api/destinations/{kind}/{name}/redirect    change
			POST   /api/destinations/{kind}/{name}/resume      change
			POST   /api/destinations/{kind}/{name}/test        change
			POST   /api/explain                                change
			GET    /api/messages                               read
			GET    /api/messages/{id}                          read
			GET    /api/messages/{id}/body                     read
			GET    /api/messages/{id}/explain                  read
			GET    /api/messages/{id}/render                   read
			POST   /api/render                                 change
			GET    /api/replays                                read
			POST   /api/replays                                change
			POST   /api/replays/dry-run                        change
			GET    /api/replays/{id}                           read
			POST   /api/replays/{id}/stop                      change
			GET    /api/routes                                 read
			POST   /api/routes/diff                            change
			GET    /api/silences                               read
			POST   /api/silences                               change
			GET    /api/silences/draft                         read
			POST   /api/silences/preview                       change
			GET    /api/silences/{id}                          read
			POST   /api/silences/{id}/end                      change
			GET    /api/silences/{id}/held                     read
			POST   /api/silences/{id}/send                     change
			GET    /api/topics                                 read
			GET    /v3/api-docs                                read
			GET    /                                           page
			GET    /audit                                      page
			POST   /audit/verify                               act
			GET    /audit/{seq}                                page
			GET    /dead-letters                               page
			GET    /dead-letters/replays                       page
			POST   /dead-letters/replays                       act
			GET    /dead-letters/replays/new                   page
			GET    /dead-letters/replays/{id}                  page
			GET    /dead-letters/replays/{id}/live             page
			POST   /dead-letters/replays/{id}/stop             act
			GET    /dead-letters/{id}                          page
			POST   /dead-letters/{id}/acknowledge              act
			POST   /dead-letters/{id}/delete                   act
			POST   /dead-letters/{id}/replay                   act
			GET    /destinations                               page
			GET    /destinations/live                          page
			GET    /destinations/{kind}/{name}                 page
			POST   /destinations/{kind}/{name}/give-up         act
			GET    /destinations/{kind}/{name}/live            page
			POST   /destinations/{kind}/{name}/pause           act
			POST   /destinations/{kind}/{name}/redirect        act
			POST   /destinations/{kind}/{name}/resume          act
			POST   /destinations/{kind}/{name}/test            act
			GET    /messages                                   page
			GET    /messages/{id}                              page
			GET    /messages/{id}/body                         page
			GET    /messages/{id}/live                         page
			GET    /routes                                     page
			POST   /routes/explain                             act
			GET    /silences                                   page
			POST   /silences                                   act
			GET    /silences/new                               page
			GET    /silences/{id}                              page
			POST   /silences/{id}/end                          act
			POST   /silences/{id}/send                         act
			GET    /topics                                     page
			GET    /messages/stub                              page
			POST   /messages/stub                              act
			""";

	/**
	 * The page of the login, and what it is drawn with.
	 */
	private static final List<String> OPEN = List.of("GET /login", "GET /console/{name}");

	private static final String READER = "readers-password";

	private static IngestServer server;

	private static Browser reader;

	private static Browser operator;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory, "relay.admin.reader.password=" + READER);
		reader = new Browser(server);
		reader.login("reader", READER);
		operator = new Browser(server);
		operator.login("admin", IngestServer.OPERATORS_PASSWORD);
	}

	@AfterAll
	static void stop() {
		reader.close();
		operator.close();
		server.close();
	}

	@BeforeEach
	void forget() {
		server.pauses();
	}

	static List<Row> rows() {
		return TABLE.lines().map((line) -> line.split(" +")).map((row) -> new Row(row[0], row[1], row[2])).toList();
	}

	@Test
	void everyEndpointOfTheApplicationHasARow() {
		Stream<String> closed = rows().stream()
			.filter((row) -> !row.path().equals("/messages/stub") && !row.kind().equals("ingest"))
			.map(Row::name);
		assertThat(Stream.concat(closed, OPEN.stream())).containsExactlyInAnyOrderElementsOf(mapped());
	}

	@ParameterizedTest
	@MethodSource("rows")
	void nobodyGetsIn(Row row) {
		HttpResponse<String> response = server.send(row.request(server.to(row.address())));
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Basic realm=\"ons-relay\"");
		assertThat(response.body()).isEmpty();
		assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("rows")
	void credentialsOfOnsOpenTheirEndpointOnly(Row row) {
		assertThat(outcome(status(row, basic("ons", IngestServer.PASSWORD))))
			.isEqualTo(row.kind().equals("ingest") ? Reaction.PASSES : Reaction.UNKNOWN);
	}

	@ParameterizedTest
	@MethodSource("rows")
	void readerOnlyReads(Row row) {
		assertThat(outcome(status(row, basic("reader", READER)))).isEqualTo(switch (row.kind()) {
			case "read", "page" -> Reaction.PASSES;
			case "change", "act" -> Reaction.FORBIDDEN;
			default -> Reaction.UNKNOWN;
		});
	}

	@ParameterizedTest
	@MethodSource("rows")
	void operatorDoesEverythingButWhatOnsDoes(Row row) {
		assertThat(outcome(status(row, basic("admin", IngestServer.OPERATORS_PASSWORD))))
			.isEqualTo(row.kind().equals("ingest") ? Reaction.UNKNOWN : Reaction.PASSES);
	}

	@ParameterizedTest
	@MethodSource("rows")
	void pageOfAnotherSiteChangesNothing(Row row) {
		boolean safe = row.method().equals("GET");
		for (String[] header : List.of(new String[] { "Origin", "https://evil.example" },
				new String[] { "Sec-Fetch-Site", "cross-site" }, new String[] { "Referer", "https://evil.example/x" },
				new String[] { "Origin", "null" })) {
			int status = status(row,
					Stream.concat(Stream.of(basic("admin", IngestServer.OPERATORS_PASSWORD)), Stream.of(header))
						.toArray(String[]::new));
			if (!row.kind().equals("ingest")) {
				assertThat(outcome(status)).as(header[0]).isEqualTo(safe ? Reaction.PASSES : Reaction.FORBIDDEN);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("rows")
	void sessionOpensPagesOnly(Row row) {
		int status = operator.send(row.request(operator.request(row.address()))).statusCode();
		switch (row.kind()) {
			case "page" -> assertThat(outcome(status)).isEqualTo(Reaction.PASSES);
			case "act" -> assertThat(outcome(status)).as("without a token").isEqualTo(Reaction.FORBIDDEN);
			default -> assertThat(outcome(status)).isEqualTo(Reaction.UNKNOWN);
		}
	}

	@ParameterizedTest
	@MethodSource("rows")
	void actionOfASessionTakesItsToken(Row row) {
		if (row.kind().equals("act")) {
			assertThat(act(operator, row, token(operator))).isEqualTo(Reaction.PASSES);
			assertThat(act(operator, row, token(reader))).as("of another session").isEqualTo(Reaction.FORBIDDEN);
			assertThat(act(operator, row, "x")).isEqualTo(Reaction.FORBIDDEN);
			assertThat(act(reader, row, token(reader))).as("of a reader").isEqualTo(Reaction.FORBIDDEN);
			assertThat(act(operator, row, token(operator), "Origin", "https://evil.example"))
				.isEqualTo(Reaction.FORBIDDEN);
		}
	}

	@ParameterizedTest
	@MethodSource("rows")
	void everyAnswerHasItsHeaders(Row row) {
		HttpResponse<String> response = server.send(row.request(server.to(row.address())));
		assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
		if (Set.of("page", "act").contains(row.kind())) {
			assertThat(response.headers().allValues("Content-Security-Policy"))
				.containsExactly("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
						+ "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
			assertThat(response.headers().firstValue("Referrer-Policy")).contains("same-origin");
			assertThat(response.headers().firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
			assertThat(response.headers().firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
		}
	}

	@ParameterizedTest
	@EnumSource(MethodOverride.class)
	void methodIsNotOverridden(MethodOverride override) {
		HttpRequest.Builder request = override
			.apply(server.to("/api/dead-letters/1").header("Authorization", IngestServer.basic("reader", READER)));
		assertThat(server.send(request).statusCode()).isEqualTo(override.expected);
	}

	private static Reaction act(Browser browser, Row row, String token, String... headers) {
		HttpResponse<String> response = browser.post(row.address(), Map.of("_csrf", token), headers);
		return outcome(response.statusCode());
	}

	private static String token(Browser browser) {
		return browser.get("/messages/stub").body().replaceFirst(".* ", "");
	}

	private static String[] basic(String username, String password) {
		return new String[] { "Authorization", IngestServer.basic(username, password) };
	}

	private static int status(Row row, String... headers) {
		return server.send(row.request(server.to(row.address()).headers(headers))).statusCode();
	}

	private static Reaction outcome(int status) {
		return switch (status) {
			case 401 -> Reaction.UNKNOWN;
			case 403 -> Reaction.FORBIDDEN;
			case 302 -> Reaction.UNKNOWN;
			default -> Reaction.PASSES;
		};
	}

	private static Set<String> mapped() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
		StaticWebApplicationContext context = new StaticWebApplicationContext();
		scanner.findCandidateComponents("io.onsrelay")
			.stream()
			.filter((found) -> found instanceof AnnotatedBeanDefinition definition
					&& definition.getMetadata().getEnclosingClassName() == null)
			.forEach((found) -> {
				found.setLazyInit(true);
				context.registerBeanDefinition(String.valueOf(found.getBeanClassName()), found);
			});
		context.refresh();
		RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
		mapping.setApplicationContext(context);
		mapping.afterPropertiesSet();
		return mapping.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap((info) -> info.getPatternValues()
				.stream()
				.flatMap((path) -> info.getMethodsCondition()
					.getMethods()
					.stream()
					.map((method) -> method + " " + path.replace("${relay.ingest.path:/ons}", "/ons"))))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * What happens to a request.
	 */
	enum Reaction {

		/** The client is not known. */
		UNKNOWN,

		/** The client may not do this. */
		FORBIDDEN,

		/** The request reaches the endpoint. */
		PASSES

	}

	/**
	 * Ways in which frameworks let a request have another method.
	 */
	enum MethodOverride {

		PARAMETER(403) {

			@Override
			HttpRequest.Builder apply(HttpRequest.Builder request) {
				return request.header("Content-Type", "application/x-www-form-urlencoded")
					.POST(BodyPublishers.ofString("_method=GET"));
			}

		},

		HEADER(404) {

			@Override
			HttpRequest.Builder apply(HttpRequest.Builder request) {
				return request.header("X-HTTP-Method-Override", "DELETE").header("X-Method-Override", "DELETE").GET();
			}

		},

		CASE(400) {

			@Override
			HttpRequest.Builder apply(HttpRequest.Builder request) {
				return request.method("get", BodyPublishers.noBody());
			}

		};

		private final int expected;

		MethodOverride(int expected) {
			this.expected = expected;
		}

		abstract HttpRequest.Builder apply(HttpRequest.Builder request);

	}

	/**
	 * An endpoint.
	 *
	 * @param method the method
	 * @param path the path, with variables
	 * @param kind {@code ingest}, {@code read} and {@code change} for the API,
	 * {@code page} and {@code act} for the console
	 */
	record Row(String method, String path, String kind) {

		String name() {
			return this.method + " " + this.path;
		}

		String address() {
			return this.path.replace("{id}", "1")
				.replace("{kind}", "slack")
				.replace("{name}", "ops")
				.replaceAll("\\{\\w+}", "1");
		}

		HttpRequest.Builder request(HttpRequest.Builder request) {
			return request.method(this.method, BodyPublishers.noBody());
		}

		@Override
		public String toString() {
			return name();
		}

	}

}
