package io.onsrelay.notifier.stub;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

import io.onsrelay.OnsRelayApplication;
import io.onsrelay.TestClock;
import io.onsrelay.event.Body;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.event.PlainText;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.routing.Router;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a new kind of notifier is a bean and nothing else: with it in the context
 * its destinations can be configured and routed to, without it they can't.
 */
class StubNotifierTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(ModuleConfiguration.class)
		.withBean(Clock.class, TestClock::standing)
		.withPropertyValues("relay.notifier.stub.ops.token=t0ken", "relay.routes[0].to=stub/ops");

	@Test
	void routeWhenFactoryIsBeanLeadsToItsNotifier() {
		this.runner.withBean(StubNotifierFactory.class).run((context) -> {
			List<Notification> notifications = context.getBean(Router.class).route(message()).notifications();
			assertThat(notifications).extracting(Notification::destination).containsExactly(Destination.of("stub/ops"));
			assertThat(context.getBean(NotifierRegistry.class).get(Destination.of("stub/ops")))
				.isInstanceOf(StubNotifierFactory.StubNotifier.class);
		});
	}

	@Test
	void routeWhenFactoryIsBeanHasItsDefaultDestination() {
		this.runner.withBean(StubNotifierFactory.class)
			.run((context) -> assertThat(context.getBean(NotifierRegistry.class).destinations())
				.containsExactly(Destination.of("stub/default"), Destination.of("stub/ops")));
	}

	@Test
	void startWhenMentionIsOfTheStubsSyntaxIsConfigured() {
		this.runner.withBean(StubNotifierFactory.class)
			.withPropertyValues("relay.routes[0].mention=@team")
			.run((context) -> assertThat(context.getBean(Router.class).route(message()).notifications()).singleElement()
				.extracting((notification) -> notification.overrides().mentions().get(Severity.INFO))
				.isEqualTo("@team"));
	}

	@Test
	void startWhenMentionIsOfAnotherKindsSyntaxFails() {
		this.runner.withBean(StubNotifierFactory.class)
			.withPropertyValues("relay.routes[0].mention=<!here>")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("relay.routes[0].mention: '<!here>' is not a mention."));
	}

	@Test
	void startWhenTheStubHasNoUseForTheActionFails() {
		this.runner.withBean(StubNotifierFactory.class)
			.withPropertyValues("relay.routes[0].action=change")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("relay.routes[0].action: a stub has no changes."));
	}

	@Test
	void startWhenFactoryIsNoBeanFails() {
		this.runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.hasMessageStartingWith("relay.notifier.stub.ops.token: nothing is called 'stub' below relay.notifier."));
	}

	private static Message message() {
		return new Message(new MessageId(new UUID(0, 1)), Instant.EPOCH, new OnsHeaders(Map.of()), Body.of(new byte[0]),
				List.of(new PlainText("hello", MissingNode.getInstance())), false);
	}

	@ComponentScan(basePackageClasses = OnsRelayApplication.class, useDefaultFilters = false,
			includeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
					pattern = "io\\.onsrelay\\.(config|notifier|routing)\\.\\w+Configuration"))
	static class ModuleConfiguration {

	}

}
