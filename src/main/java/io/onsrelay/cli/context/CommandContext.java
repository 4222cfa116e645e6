package io.onsrelay.cli.context;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;

import io.onsrelay.audit.bucket.CheckpointBucket;
import io.onsrelay.audit.settings.AuditProperties;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistakes;
import io.onsrelay.config.placeholder.UnresolvedPlaceholders;
import io.onsrelay.event.MessageIds;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.oci.OciSdk;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.provisioning.OciAccess;
import io.onsrelay.routing.LoadedRoutes;
import io.onsrelay.routing.RouteTable;
import io.onsrelay.routing.Router;
import io.onsrelay.routing.severity.SeverityTable;
import io.onsrelay.signature.SignatureTrial;
import io.onsrelay.store.library.NativeLibrary;
import io.onsrelay.testmessage.TestMessages;

/**
 * An application context with the configuration of the service, open while a command
 * runs.
 */
public final class CommandContext implements AutoCloseable {

	/**
	 * Properties of commands. As command-line arguments they take precedence over every
	 * file and variable of the service.
	 */
	private static final List<String> COMMAND_PROPERTIES = List.of("--spring.main.web-application-type=none",
			"--spring.main.banner-mode=off", "--spring.main.log-startup-info=false",
			"--spring.main.register-shutdown-hook=false", "--logging.config=classpath:io/onsrelay/cli/logback.xml");

	private final ConfigurableApplicationContext context;

	private CommandContext(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Reads the configuration as the service does, and logs nothing.
	 * @param options properties from the command line, as Spring Boot reads them
	 * @return the context, in which no bean is created yet
	 */
	public static CommandContext open(List<String> options) {
		return open(options, LogLevel.OFF);
	}

	/**
	 * Reads the configuration as the service does, and logs warnings about it to the
	 * standard error output.
	 * @param options properties from the command line, as Spring Boot reads them
	 * @return the context, in which no bean is created yet
	 */
	public static CommandContext openWithWarnings(List<String> options) {
		return open(options, LogLevel.WARN);
	}

	/**
	 * Reads the configuration as the service does, for a command that calls destinations:
	 * what they read or write is in a store of its own.
	 * @param options properties from the command line, as Spring Boot reads them
	 * @return the context, in which no bean is created yet
	 */
	public static CommandContext openWithEmptyStore(List<String> options) {
		return open(options, LogLevel.OFF, (context) -> ((GenericApplicationContext) context)
			.registerBean(MemoryStore.class, (definition) -> definition.setPrimary(true)));
	}

	private static CommandContext open(List<String> options, LogLevel level) {
		return open(options, level, (_) -> {
		});
	}

	private static CommandContext open(List<String> options, LogLevel level,
			ApplicationContextInitializer<ConfigurableApplicationContext> initializer) {
		silence();
		SpringApplication application = new SpringApplication(CommandConfiguration.class);
		application.addInitializers(initializer);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.addInitializers((context) -> context.addBeanFactoryPostProcessor(CommandContext::createLazily));
		List<String> arguments = new ArrayList<>(options);
		arguments.addAll(COMMAND_PROPERTIES);
		arguments.add("--logging.level.root=" + level);
		return new CommandContext(application.run(arguments.toArray(String[]::new)));
	}

	/**
	 * Until Spring Boot has read {@code logging.config}, it would log the failure that
	 * the command prints, with a stack trace.
	 */
	private static void silence() {
		LoggingSystem.get(CommandContext.class.getClassLoader())
			.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
	}

	/**
	 * Spring Boot's own lazy initialization excludes beans that need the whole context,
	 * which does not exist here: each bean is created by itself.
	 */
	private static void createLazily(ConfigurableListableBeanFactory beans) {
		for (String name : beans.getBeanDefinitionNames()) {
			beans.getBeanDefinition(name).setLazyInit(true);
		}
	}

	/**
	 * Checks the configuration.
	 * @return this context
	 * @throws InvalidConfigurationException if there are mistakes, with all of them
	 */
	public CommandContext checked() {
		mistakes().refuse();
		return this;
	}

	/**
	 * Checks that every placeholder has a value, for a command that needs no more of the
	 * configuration.
	 * @return this context
	 * @throws InvalidConfigurationException if there are others
	 */
	public CommandContext resolved() {
		Mistakes mistakes = new Mistakes();
		UnresolvedPlaceholders.in(this.context.getEnvironment()).forEach(mistakes::add);
		mistakes.refuse();
		return this;
	}

	/**
	 * Checks the configuration, and whether this machine can load what the store needs.
	 * @return this context
	 * @throws InvalidConfigurationException as {@link #checked()}
	 */
	public CommandContext checkedWithLibrary() {
		Mistakes mistakes = mistakes();
		if (property("spring.datasource.url").orElse("").startsWith("jdbc:sqlite:")) {
			mistakes.of(NativeLibrary::load);
		}
		mistakes.refuse();
		return this;
	}

	private Mistakes mistakes() {
		return new ConfigurationCheck((DefaultListableBeanFactory) this.context.getBeanFactory(),
				this.context.getEnvironment())
			.run();
	}

	public Clock clock() {
		return this.context.getBean(Clock.class);
	}

	public Optional<String> property(String name) {
		return Optional.ofNullable(this.context.getEnvironment().getProperty(name));
	}

	/**
	 * Return the properties that users have set.
	 * @return the values in the order of their names, without secrets
	 */
	public List<ConfiguredValue> configuredValues() {
		return ConfiguredValue.in(this.context.getEnvironment(), new SecretProperties(this.context));
	}

	public Router router() {
		return this.context.getBean(Router.class);
	}

	/**
	 * Return the routes.
	 * @return their table
	 */
	public RouteTable routeTable() {
		return this.context.getBean(LoadedRoutes.class).table();
	}

	public Presenter presenter() {
		return this.context.getBean(Presenter.class);
	}

	public SeverityTable severities() {
		return this.context.getBean(SeverityTable.class);
	}

	/**
	 * Return the access to OCI by the configured credentials.
	 * @return the access, which loads no credentials yet
	 * @throws InvalidConfigurationException if {@code relay.oci} has mistakes
	 */
	public OciAccess oci() {
		return bean(OciAccess.class);
	}

	/**
	 * Return what tries constructions on signatures.
	 * @return the trial, which has fetched no certificate yet
	 * @throws InvalidConfigurationException if {@code relay.ingest} or
	 * {@code relay.confirmation} have mistakes
	 */
	public SignatureTrial signatures() {
		return bean(SignatureTrial.class);
	}

	/**
	 * Return the bucket that checkpoints of the audit log are put into.
	 * @return the bucket, of which nothing is called yet
	 * @throws InvalidConfigurationException if none is configured, or with mistakes
	 */
	public CheckpointBucket checkpointBucket() {
		AuditProperties.Bucket bucket = bean(AuditProperties.class).bucket();
		if (bucket == null) {
			throw new InvalidConfigurationException("relay.audit.bucket", "no bucket is configured.",
					"Set namespace and name of the bucket that has the checkpoints.");
		}
		return new CheckpointBucket(bean(OciSdk.class), bucket);
	}

	private <T> T bean(Class<T> type) {
		try {
			return this.context.getBean(type);
		}
		catch (BeansException ex) {
			if (NestedExceptionUtils.getMostSpecificCause(ex) instanceof InvalidConfigurationException invalid) {
				throw invalid;
			}
			throw ex;
		}
	}

	public NotifierRegistry notifiers() {
		return this.context.getBean(NotifierRegistry.class);
	}

	/**
	 * Return what sends test messages.
	 * @return the sender, for a context that was opened with an empty store
	 */
	public TestMessages testMessages() {
		this.context.getBean(MemoryStore.class).open();
		return new TestMessages(notifiers(), messageIds()::next, clock());
	}

	public MessageFileReader messageFiles(List<String> headers) {
		return new MessageFileReader(headers, messageIds()::next, clock());
	}

	private MessageIds messageIds() {
		return new MessageIds(clock(), this.context.getBean(RandomGenerator.class));
	}

	@Override
	public void close() {
		this.context.close();
	}

}
