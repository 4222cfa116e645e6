package io.onsrelay.cli.oracle;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.onsrelay.cli.context.CommandContext;
import io.onsrelay.cli.context.Misuse;
import io.onsrelay.cli.context.VersionProvider;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.provisioning.export.PolicyStatements;
import io.onsrelay.provisioning.export.Terraform;
import io.onsrelay.provisioning.pipeline.Application;
import io.onsrelay.provisioning.pipeline.ControlPlane;
import io.onsrelay.provisioning.pipeline.EndpointUrl;
import io.onsrelay.provisioning.pipeline.PendingSubscriptionException;
import io.onsrelay.provisioning.pipeline.Pipeline;
import io.onsrelay.provisioning.pipeline.Plan;
import io.onsrelay.provisioning.pipeline.Planner;
import io.onsrelay.provisioning.probe.EndpointProbe;
import io.onsrelay.provisioning.rule.DerivedRules;
import io.onsrelay.provisioning.rule.RuleAction;
import io.onsrelay.provisioning.rule.RuleSpec;
import io.onsrelay.routing.RouteDescription;
import io.onsrelay.secret.Secret;

/**
 * Sets up what leads from OCI to this service.
 */
@Command(name = "provision", sortOptions = false,
		description = "Set up a topic, its subscription of this service and the rules that publish events on it. Shows "
				+ "a plan first, and asks. What exists is kept; run it again after an interruption.",
		footer = "%nThe credentials of the subscription are relay.ingest.username and relay.ingest.password, those "
				+ "for OCI are chosen by relay.oci.auth.",
		mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
final class ProvisionCommand implements Callable<Integer> {

	private static final String PASSWORD = "relay.ingest.password";

	private static final String HINT = "The condition must be JSON, such as "
			+ "{\"eventType\": \"com.oraclecloud.computeapi.terminateinstance.end\"}; HCL is not accepted.";

	private final List<String> properties;

	private final Question question;

	private final Consumer<Duration> pause;

	@Spec
	private CommandSpec spec = CommandSpec.create();

	@Mixin
	private PipelineOptions pipeline = new PipelineOptions();

	@Option(names = "--endpoint", required = true, paramLabel = "URL",
			description = "Where Notifications reaches this service, such as https://relay.example.com/ons; without "
					+ "credentials.")
	private String endpoint = "";

	@ArgGroup(exclusive = true, multiplicity = "0..1")
	private @Nullable Rules rules;

	@Option(names = "--function", paramLabel = "OCID",
			description = "A function that each rule calls too. May be repeated.")
	private List<String> functions = List.of();

	@Option(names = "--stream", paramLabel = "OCID",
			description = "A stream that each rule writes to as well. May be repeated.")
	private List<String> streams = List.of();

	@Option(names = "--retry-duration", paramLabel = "DURATION",
			description = "How long Notifications sends a message again, such as 2h, its default.")
	private @Nullable String retryDuration;

	@Option(names = "--rotate", description = "Replace the subscription by one with the new password. The old one is "
			+ "relay.ingest.previous-password meanwhile.")
	private boolean rotate;

	@Option(names = "--plan", description = "Show the plan, and change nothing.")
	private boolean planOnly;

	@Option(names = "--yes", description = "Do not ask.")
	private boolean yes;

	@Option(names = "--terraform",
			description = "Print the same as Terraform, with the policy statements that it needs. Nothing is called.")
	private boolean terraform;

	ProvisionCommand(List<String> properties, Question question) {
		this(properties, question, Pauses::sleep);
	}

	ProvisionCommand(List<String> properties, Question question, Consumer<Duration> pause) {
		this.properties = properties;
		this.question = question;
		this.pause = pause;
	}

	@Override
	public Integer call() {
		return Misuse.guard(this.spec, this::checked, this::provision);
	}

	// What is wrong without any configuration is told before it is read
	private ProvisionCommand checked() {
		this.pipeline.checked();
		EndpointUrl.of(this.endpoint, "", Secret.of(""));
		retryDuration();
		further();
		if (this.rules != null && this.rules.single != null) {
			this.rules.single.spec();
		}
		return this;
	}

	private int provision(ProvisionCommand options) {
		try (CommandContext context = CommandContext.open(this.properties)) {
			DerivedRules derived = derived(context);
			List<String> notes = new ArrayList<>(derived.notes());
			duplicates(context).ifPresent(notes::add);
			return Misuse.guard(this.spec, () -> pipeline(context, derived),
					(desired) -> this.terraform ? print(desired, notes) : provision(context, desired, notes));
		}
	}

	private int print(Pipeline desired, List<String> notes) {
		PrintWriter out = this.spec.commandLine().getOut();
		notes.forEach((note) -> out.println("# " + note));
		out.print(new Terraform(desired).text());
		out.flush();
		return CommandLine.ExitCode.OK;
	}

	private int provision(CommandContext context, Pipeline desired, List<String> notes) {
		PrintWriter out = this.spec.commandLine().getOut();
		try (ControlPlane oci = context.oci().open(out::println)) {
			out.println("Pipeline %s in %s%s".formatted(desired.name(),
					oci.region().isEmpty() ? "" : oci.region() + ", ", desired.compartmentId()));
			Plan plan = new Planner(oci).provision(desired, this.rotate);
			PlanPrinter.print(plan, out);
			notes.forEach(out::println);
			if (this.planOnly) {
				return CommandLine.ExitCode.OK;
			}
			if (plan.changesSomething() && !this.question.agreed(this.yes, out, this.spec.commandLine().getErr())) {
				return CommandLine.ExitCode.SOFTWARE;
			}
			return apply(new Application(oci, out::println, this.pause), plan, desired);
		}
	}

	private int apply(Application application, Plan plan, Pipeline desired) {
		PrintWriter out = this.spec.commandLine().getOut();
		try {
			application.apply(plan);
		}
		catch (PendingSubscriptionException ex) {
			explain(ex, desired.endpoint());
			return CommandLine.ExitCode.SOFTWARE;
		}
		out.println(plan.changesSomething() ? "Everything is set up, and the subscription is active."
				: "Nothing to change: the subscription is active.");
		out.println("The topic is %s: let relay.ingest.topics name it, so that messages of no other are accepted."
			.formatted(application.topicId()));
		if (!desired.rules().isEmpty()) {
			out.println("Events needs these policy statements, which an administrator adds once:");
			new PolicyStatements(desired).ofService().forEach((statement) -> out.println("  " + statement));
		}
		return CommandLine.ExitCode.OK;
	}

	private void explain(PendingSubscriptionException pending, EndpointUrl url) {
		PrintWriter err = this.spec.commandLine().getErr();
		err.println(pending.getMessage());
		err.println(
				"Probing the endpoint once from this machine: POST %s, without credentials".formatted(url.address()));
		err.flush();
		new EndpointProbe().probe(url.address()).lines().forEach((line) -> err.println("  " + line));
		err.println(
				"Then run the same command again. It goes on from here; resend has a new confirmation sent at once.");
	}

	private Optional<String> duplicates(CommandContext context) {
		String property = "relay.journal.max-retry-duration";
		Duration recognised = DurationStyle.detectAndParse(context.property(property).orElse("2h"));
		return retryDuration().filter((duration) -> duration.compareTo(recognised) > 0)
			.map((_) -> "Set %s to %s too: so long, the relay has to recognise a message that is sent again."
				.formatted(property, this.retryDuration));
	}

	private DerivedRules derived(CommandContext context) {
		Rules chosen = this.rules;
		if (chosen != null && chosen.fromRoutes) {
			return DerivedRules.of(context.checked().router().routes().stream().map(ProvisionCommand::rule).toList());
		}
		context.resolved();
		if (chosen != null && chosen.single != null) {
			return new DerivedRules(List.of(chosen.single.spec()), List.of());
		}
		return new DerivedRules(List.of(), List.of("Without --rule and --from-routes, no rule publishes events on "
				+ "the topic. Alarms name it as their destination themselves."));
	}

	private static RuleSpec rule(RouteDescription route) {
		return new RuleSpec(route.name(), route.condition());
	}

	private Pipeline pipeline(CommandContext context, DerivedRules derived) {
		String username = context.property("relay.ingest.username").orElse("ons");
		EndpointUrl url = EndpointUrl.of(this.endpoint, username, password(context));
		return new Pipeline(this.pipeline.topic(), this.pipeline.compartment(), url, retryDuration().orElse(null),
				derived.rules(), further());
	}

	private Secret password(CommandContext context) {
		Optional<String> password = context.property(PASSWORD).filter((text) -> !text.isEmpty());
		if (password.isEmpty() && !this.terraform) {
			throw new InvalidConfigurationException(PASSWORD,
					"the URL of the subscription needs it, and it is not set.",
					"Set it here and for the service, such as to the output of: openssl rand -hex 24. One that the service "
							+ "generated was printed at its first start.");
		}
		return Secret.of(password.orElse(""));
	}

	private Optional<Duration> retryDuration() {
		if (this.retryDuration == null) {
			return Optional.empty();
		}
		Duration duration;
		try {
			duration = DurationStyle.detectAndParse(this.retryDuration);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"--retry-duration: '%s' is no duration: write it like 2h or 90m".formatted(this.retryDuration), ex);
		}
		return Optional.of(Pipeline.checkRetryDuration(duration));
	}

	private List<RuleAction> further() {
		List<RuleAction> further = new ArrayList<>();
		this.functions.forEach((ocid) -> further.add(RuleAction.Kind.FAAS.of("--function", ocid)));
		this.streams.forEach((ocid) -> further.add(RuleAction.Kind.OSS.of("--stream", ocid)));
		return further;
	}

	/**
	 * Where rules come from.
	 */
	static final class Rules {

		@ArgGroup(exclusive = false)
		private @Nullable Single single;

		@Option(names = "--from-routes", required = true,
				description = "Derive the rules from the configured routes and presets.")
		private boolean fromRoutes;

	}

	/**
	 * One rule.
	 */
	static final class Single {

		@Option(names = "--rule", required = true, paramLabel = "NAME", description = "The name of a rule.")
		private String name = "";

		@Option(names = "--condition", required = true, paramLabel = "JSON",
				description = "The condition of the rule, as OCI and routes have it.")
		private String condition = "";

		private RuleSpec spec() {
			try {
				return new RuleSpec(this.name, this.condition);
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException("--condition: %s%n%s".formatted(ex.getMessage(), HINT), ex);
			}
		}

	}

}
