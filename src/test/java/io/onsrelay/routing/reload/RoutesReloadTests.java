package io.onsrelay.routing.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.onsrelay.TestClock;
import io.onsrelay.audit.AuditLog;
import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.config.Mistake;
import io.onsrelay.config.StrictBinder;
import io.onsrelay.config.TestBinding;
import io.onsrelay.config.reload.ConfigurationFiles;
import io.onsrelay.config.reload.ReloadedPart;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.MessageIds;
import io.onsrelay.notifier.LogCapture;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.routing.LoadedRoutes;
import io.onsrelay.routing.RoutedMessages;
import io.onsrelay.routing.TestRouting;
import io.onsrelay.routing.severity.SeverityTable;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.Store;
import io.onsrelay.store.TestStore;
import io.onsrelay.timing.SteadyClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RoutesReload}, with files as users and Kubernetes replace them. The
 * destinations are slack/a and slack/b.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class RoutesReloadTests {

	private static final String TO_A = "relay.routes: [{name: all, to: slack/a}]";

	private static final String TO_B = "relay.routes: [{name: all, to: slack/b}]";

	private static final String WRONG = "relay.routes: [{name: all, to: slack/bb}]";

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	@TempDir
	private Path files;

	private final TestClock clock = TestClock.standing();

	private final Map<String, Object> variables = new HashMap<>();

	private final LogCapture log = new LogCapture();

	private @Nullable Duration part;

	private TestStore store;

	private @Nullable ConfigurableApplicationContext context;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
	}

	@AfterEach
	void close() {
		this.log.close();
		if (this.context != null) {
			this.context.close();
		}
		this.store.close();
	}

	@Test
	void fileThatIsReplacedIsLoadedWhenTwoReadsAreAlike() {
		write("relay.yaml", TO_A);
		start("--spring.config.location=" + file("relay.yaml"));
		assertThat(reload().look()).isTrue();
		write("relay.yaml", TO_B);
		assertThat(reload().look()).as("settled").isFalse();
		assertThat(destinations()).containsExactly("slack/a");
		assertThat(reload().look()).isTrue();
		assertThat(destinations()).containsExactly("slack/b");
	}

	@Test
	void fileThatIsBeingWrittenIsNotLoaded() {
		write("relay.yaml", TO_A);
		start("--spring.config.location=" + file("relay.yaml"));
		write("relay.yaml", "relay.routes: [{name: part, to: slack/b}]");
		reload().look();
		write("relay.yaml", TO_B);
		assertThat(reload().look()).isFalse();
		assertThat(destinations()).containsExactly("slack/a");
		reload().look();
		assertThat(routes()).containsExactly("all to slack/b");
	}

	/**
	 * As the kubelet does it:
	 * https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically.
	 */
	@Test
	void configMapWhoseLinkIsSwappedIsLoaded() throws IOException {
		version("..1", TO_A);
		Files.createSymbolicLink(this.files.resolve("..data"), Path.of("..1"));
		Files.createSymbolicLink(this.files.resolve("relay.yaml"), Path.of("..data/relay.yaml"));
		start("--spring.config.location=" + file("relay.yaml"));
		version("..2", TO_B);
		Files.createSymbolicLink(this.files.resolve("..new"), Path.of("..2"));
		Files.move(this.files.resolve("..new"), this.files.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
		look();
		assertThat(destinations()).containsExactly("slack/b");
	}

	/**
	 * With {@code subPath}, the kubelet mounts the file itself and never replaces it.
	 */
	@Test
	void fileOfSubPathThatNeverChangesIsLoadedOnce() {
		write("relay.yaml", TO_A);
		start("--spring.config.location=" + file("relay.yaml"));
		for (int i = 0; i < 5; i++) {
			assertThat(reload().look()).isTrue();
		}
		assertThat(this.log.text()).doesNotContain("have changed");
		assertThat(reload().status().loadedAt()).isEqualTo(this.clock.instant());
	}

	@Test
	void additionalLocationsAndImportsAreReadToo() {
		write("relay.yaml", "relay.ingest.path: /ons");
		write("more.yaml", "spring.config.import: routes.yaml");
		write("routes.yaml", TO_A);
		start("--spring.config.location=" + file("relay.yaml"),
				"--spring.config.additional-location=" + file("more.yaml"));
		write("routes.yaml", TO_B);
		look();
		assertThat(destinations()).containsExactly("slack/b");
	}

	@Test
	void configTreeWhoseFileChangesIsReadToo() throws IOException {
		write("relay.yaml", "spring.config.import: configtree:%s/\nrelay.routes: [{name: all, to: '${team}'}]"
			.formatted(Files.createDirectory(this.files.resolve("tree"))));
		write("tree/team", "slack/a");
		start("--spring.config.location=" + file("relay.yaml"));
		write("tree/team", "slack/b");
		look();
		assertThat(destinations()).containsExactly("slack/b");
	}

	@Test
	void variablesKeepTheirPrecedence() {
		this.variables.put("RELAY_ROUTES_0_TO", "slack/a");
		write("relay.yaml", TO_A);
		start("--spring.config.location=" + file("relay.yaml"));
		write("relay.yaml", TO_B);
		look();
		assertThat(destinations()).containsExactly("slack/a");
	}

	@Test
	void severitiesAndMutesAreLoadedToo() {
		write("relay.yaml", TO_A);
		start("--spring.config.location=" + file("relay.yaml"));
		write("relay.yaml", """
				relay:
				  severity: [{when: '{}', severity: critical}]
				  routes: [{name: all, to: slack/a, mute: [{}]}]
				""");
		look();
		assertThat(this.bean(SeverityTable.class).describe()).hasSize(1);
		assertThat(destinations()).isEmpty();
	}

	@Test
	void whatIsWrongChangesNothingAndIsToldOnce() {
		write("relay.yaml", TO_A);
		start("--spring.config.location=" + file("relay.yaml"));
		write("relay.yaml", WRONG + "\nrelay.ingest.password: hunter2");
		for (int i = 0; i < 5; i++) {
			look();
		}
		assertThat(destinations()).containsExactly("slack/a");
		RoutesStatus.Refused refusal = refusal();
		assertThat(refusal.since()).isEqualTo(this.clock.instant());
		assertThat(refusal.mistakes()).extracting(Mistake::property).containsExactly("relay.routes[0].to[0]");
		assertThat(gauge("relay.routes.failed")).isOne();
		assertThat(this.log.text()).containsOnlyOnce("The configuration has changed and is not loaded")
			.containsOnlyOnce("relay.routes[0].to[0]: there is no destination 'slack/bb'. Configured are: slack/a, "
					+ "slack/b. Did you mean slack/b?")
			.doesNotContain("hunter2");
	}

	@Test
	void refusalEndsWithWhatIsLoadedOrAnotherContent() {
		write("relay.yaml", TO_A);
		start("--spring.config.location=" + file("relay.yaml"));
		write("relay.yaml", WRONG);
		look();
		write("relay.yaml", TO_A);
		look();
		assertThat(reload().status().refusal()).isNull();
		assertThat(this.log.text()).contains("hold the loaded routes again");
		write("relay.yaml", WRONG);
		look();
		assertThat(reload().status().refusal()).isNotNull();
		write("relay.yaml", TO_B);
		look();
		assertThat(reload().status().refusal()).isNull();
		assertThat(gauge("relay.routes.failed")).isZero();
		assertThat(destinations()).containsExactly("slack/b");
	}

	@Test
	void fileThatCanNotBeReadIsRefused() throws IOException {
		write("relay.yaml", TO_A);
		start("--spring.config.location=" + file("relay.yaml"));
		write("relay.yaml", "relay: [a");
		look();
		assertThat(refusal().mistakes()).singleElement()
			.satisfies((mistake) -> assertThat(mistake.property()).contains("relay.yaml, line 1"));
		Files.delete(this.files.resolve("relay.yaml"));
		look();
		assertThat(refusal().mistakes().toString()).contains("relay.yaml").contains("is not there");
		assertThat(destinations()).containsExactly("slack/a");
	}

	@Test
	void nameThatNothingReadsAndPlaceholderWithoutValueAreRefused() {
		write("relay.yaml", TO_A);
		start("--spring.config.location=" + file("relay.yaml"));
		write("relay.yaml", "relay: {routes: [{name: all, to: slack/b}], severityy: []}");
		look();
		assertThat(mistakes()).containsExactly("relay.severityy");
		write("relay.yaml", TO_B + "\nrelai: 1");
		look();
		assertThat(mistakes()).containsExactly("relai");
		write("relay.yaml", "relay.routes: [{name: all, to: '${nothing}'}]");
		look();
		assertThat(mistakes()).containsExactly("relay.routes[0].to");
		assertThat(destinations()).containsExactly("slack/a");
	}

	@Test
	void anotherPartIsLoadedWithTheRoutesOrRefusedWithThem() {
		write("relay.yaml", TO_A + "\nrelay.ingest.limit: 5s");
		start("--spring.config.location=" + file("relay.yaml"));
		write("relay.yaml", TO_B + "\nrelay.ingest.limit: 7s");
		look();
		assertThat(this.part).isEqualTo(Duration.ofSeconds(7));
		assertThat(reload().status().restartNeeded()).isEmpty();
		write("relay.yaml", TO_A + "\nrelay.ingest.limit: soon");
		look();
		assertThat(mistakes()).containsExactly("relay.ingest.limit");
		assertThat(this.part).isEqualTo(Duration.ofSeconds(7));
		assertThat(destinations()).as("the routes beside it are refused with it").containsExactly("slack/b");
		write("relay.yaml", WRONG + "\nrelay.ingest.limit: 9s");
		look();
		assertThat(this.part).as("what is beside wrong routes is refused with them").isEqualTo(Duration.ofSeconds(7));
	}

	private Runnable readPart(StrictBinder binder) {
		Duration read = binder.bind("relay.ingest.limit", Bindable.of(Duration.class), Duration.ZERO);
		return () -> this.part = read;
	}

	@Test
	void whatElseChangesIsNamedAndNeedsARestart() {
		write("relay.yaml", TO_A + "\nrelay.ingest.password: one");
		start("--spring.config.location=" + file("relay.yaml"));
		write("relay.yaml", TO_B + "\nrelay.ingest.password: two\nrelay.ingest.path: /x");
		look();
		look();
		assertThat(destinations()).as("the routes are loaded all the same").containsExactly("slack/b");
		assertThat(reload().status().restartNeeded()).containsExactly("relay.ingest.password", "relay.ingest.path");
		assertThat(gauge("relay.routes.restart.needed")).isEqualTo(2);
		assertThat(this.log.text()).containsOnlyOnce("need a restart: relay.ingest.password, relay.ingest.path")
			.doesNotContain("two");
		write("relay.yaml", TO_B + "\nrelay.ingest.password: one");
		look();
		assertThat(reload().status().restartNeeded()).isEmpty();
	}

	@Test
	void whatIsLoadedIsAnAuditRecordOnceForAllReplicas() {
		write("relay.yaml", TO_A);
		start("--spring.config.location=" + file("relay.yaml"));
		reload().noteLoaded();
		String before = reload().status().version();
		write("relay.yaml", TO_B);
		look();
		String after = reload().status().version();
		RoutesReload other = newReload();
		write("relay.yaml", TO_B);
		other.noteLoaded();
		assertThat(before).matches("[0-9a-f]{12}").isNotEqualTo(after);
		assertThat(records()).hasSize(3);
		assertThat(records().get(0)).contains("\"before\":null").contains(before);
		assertThat(records().get(1)).contains("\"action\":\"routes.loaded\"")
			.contains("\"before\":{\"version\":\"%s\"}".formatted(before))
			.contains(after);
		assertThat(records().get(2)).as("this other one still has the first").contains(before);
		other.noteLoaded();
		assertThat(records()).hasSize(3);
	}

	private List<String> records() {
		return this.store.read((jdbc) -> jdbc.sql("SELECT body FROM audit_record ORDER BY seq")
			.query((row, _) -> new String(row.getBytes("body"), StandardCharsets.UTF_8))
			.list());
	}

	private List<String> mistakes() {
		return refusal().mistakes().stream().map(Mistake::property).toList();
	}

	private RoutesStatus.Refused refusal() {
		return Objects.requireNonNull(reload().status().refusal());
	}

	private double gauge(String name) {
		return bean(SimpleMeterRegistry.class).get(name).gauge().value();
	}

	private void look() {
		reload().look();
		reload().look();
	}

	private RoutesReload reload() {
		return bean(RoutesReload.class);
	}

	private <T> T bean(Class<T> type) {
		return Objects.requireNonNull(this.context).getBean(type);
	}

	private List<String> destinations() {
		return bean(LoadedRoutes.class).route(RoutedMessages.ofText("x"))
			.notifications()
			.stream()
			.map(Notification::destination)
			.map(Object::toString)
			.toList();
	}

	private List<String> routes() {
		return bean(LoadedRoutes.class).routes()
			.stream()
			.map((route) -> route.name() + " to " + route.to().getFirst())
			.toList();
	}

	private RoutesReload newReload() {
		return bean(ReloadConfiguration.class).routesReload(bean(ConfigurationFiles.class), bean(CandidateRoutes.class),
				bean(LoadedRoutes.class), bean(SeverityTable.class), this.store, bean(OperatorChanges.class),
				new ReloadProperties(Duration.ofSeconds(5)), this.clock, new SimpleMeterRegistry());
	}

	private void write(String name, String text) {
		try {
			Files.writeString(this.files.resolve(name), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void version(String name, String text) throws IOException {
		Files.createDirectory(this.files.resolve(name));
		write(name + "/relay.yaml", text);
	}

	private String file(String name) {
		return "file:" + this.files.resolve(name);
	}

	/**
	 * Starts as the service does, but without its logging.
	 */
	private void start(String... arguments) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", this.variables));
		environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
		environment.getPropertySources()
			.addFirst(new MapPropertySource("no watch", Map.of("relay.reload.interval", "0")));
		AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
		beans.setEnvironment(new ConfigurationFiles(environment).read());
		beans.register(Application.class);
		beans.registerBean(NotifierRegistry.class, () -> TestRouting.registry("slack/a", "slack/b"));
		beans.registerBean(Clock.class, () -> this.clock);
		beans.registerBean(SteadyClock.class, () -> new SteadyClock(this.clock, this.clock::nanoTime),
				(definition) -> definition.setFallback(true));
		beans.registerBean(Store.class, () -> this.store);
		beans.registerBean(ReloadedPart.class, () -> new ReloadedPart("relay.ingest.limit", this::readPart));
		Supplier<MessageId> ids = new MessageIds(this.clock, new Random(1))::next;
		beans.registerBean(OperatorChanges.class,
				() -> new OperatorChanges(new AuditLog(this.store::isShared), ids, this.clock));
		beans.refresh();
		this.context = beans;
	}

	/**
	 * The service without what the routes do not need.
	 */
	@ImportAutoConfiguration(ValidationAutoConfiguration.class)
	@Import({ TestBinding.class, TestRouting.class, ReloadConfiguration.class })
	static class Application {

		@Bean
		SimpleMeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

}
