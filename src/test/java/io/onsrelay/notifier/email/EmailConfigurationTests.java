package io.onsrelay.notifier.email;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.onsrelay.TestClock;
import io.onsrelay.event.Fixtures;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.store.Store;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmailConfiguration} and {@link EmailSettings}.
 */
class EmailConfigurationTests {

	@TempDir
	private Path directory;

	@Test
	void contextHasFactoryOfKindEmailAndPreviewsHtmlWithoutServer() {
		new ApplicationContextRunner().withUserConfiguration(EmailConfiguration.class)
			.withBean(Presenter.class, Presenters::standard)
			.withBean(Store.class, () -> TestStore.in(this.directory))
			.withBean(Clock.class, TestClock::standing)
			.run((context) -> {
				NotifierFactory<?> factory = context.getBean(NotifierFactory.class);
				assertThat(factory.kind()).isEqualTo("email");
				assertThat(factory
					.vendorPreview(new Notification(Fixtures.message("plain.text"), Destination.of("email/none"),
							"lifecycle", PresentationOverrides.NONE))
					.orElseThrow()).startsWith("<!DOCTYPE html>").contains("route lifecycle");
			});
	}

	@Test
	void bindWhenOnlyAddressesAreGivenHasDefaults() {
		EmailSettings settings = new Binder(new MapConfigurationPropertySource(
				Map.of("from", "relay@harbour.example", "to", "ops@harbour.example,night@harbour.example")))
			.bind("", EmailSettings.class)
			.get();
		assertThat(settings).isEqualTo(new EmailSettings("relay@harbour.example",
				List.of("ops@harbour.example", "night@harbour.example"), 10, false, false, Duration.ofSeconds(30)));
		assertThat(violations(settings.from(), settings.to())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "relay@harbour.example", "ons-relay <relay@harbour.example>",
			"Z\u00fcrich Ops <a@b.example>", "a.b+c@mail-1.harbour.example" })
	void validateWhenSenderIsAddressIsValid(String from) {
		assertThat(violations(from, List.of("ops@harbour.example"))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "relay", "relay@", "@harbour.example", "a@b@c", "a b@harbour.example",
			"relay@harbour.example\r\nBcc: x@y", "x\r\nBcc: y <relay@harbour.example>", "a..b@harbour.example",
			"<relay@harbour.example>", "x <relay@harbour.example", "a@b.example, c@d.example" })
	void validateWhenSenderIsNoAddressSaysWhatItMustBe(String from) {
		assertThat(violations(from, List.of("ops@harbour.example")))
			.isEqualTo("from must be an address, such as relay@example.com");
	}

	@Test
	void validateWhenRecipientIsNoAddressSaysWhichOne() {
		assertThat(violations("a@b.example", List.of("ops@harbour.example", "Ops <ops@harbour.example>")))
			.isEqualTo("to[1].<list element> must be an address, such as ops@example.com");
		assertThat(violations("a@b.example", List.of())).isEqualTo("to must have 1 to 50 addresses");
	}

	private static String violations(String from, List<String> to) {
		try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
			return factory.getValidator()
				.validate(new EmailSettings(from, to, 10, false, false, Duration.ofSeconds(30)))
				.stream()
				.map((violation) -> violation.getPropertyPath() + " " + violation.getMessage())
				.collect(Collectors.joining());
		}
	}

}
