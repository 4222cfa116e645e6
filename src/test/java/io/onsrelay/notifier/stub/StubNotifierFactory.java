package io.onsrelay.notifier.stub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.NotifierFactory.MentionSyntax;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.PresentationOverrides.PagerAction;
import io.onsrelay.secret.Secret;

/**
 * A kind of notifier that no main source knows.
 */
public class StubNotifierFactory implements NotifierFactory<StubNotifierFactory.Settings> {

	/**
	 * Mentions as this kind has them.
	 */
	public static final MentionSyntax MENTIONS = new MentionSyntax(Pattern.compile("@[a-z]+"), "Write @name.");

	@Override
	public String kind() {
		return "stub";
	}

	@Override
	public Class<Settings> settings() {
		return Settings.class;
	}

	@Override
	public Notifier create(Destination destination, Settings settings) {
		return new StubNotifier(destination, settings);
	}

	@Override
	public Map<String, Settings> defaults() {
		return Map.of("default", new Settings(Secret.of("by default"), null, false));
	}

	@Override
	public boolean receivesAll(Settings settings) {
		return settings.everything();
	}

	@Override
	public Optional<MentionSyntax> mentionSyntax() {
		return Optional.of(MENTIONS);
	}

	@Override
	public Optional<String> objection(PagerAction action) {
		return (action == PagerAction.CHANGE) ? Optional.of("a stub has no changes.") : Optional.empty();
	}

	@Override
	public Optional<String> vendorPreview(Notification notification) {
		return Optional.of("preview of " + notification.idempotencyKey());
	}

	public record Settings(@NotNull Secret token, @Nullable String channel, boolean everything) {
	}

	public record StubNotifier(Destination destination, Settings settings) implements Notifier {

		@Override
		public Outcome deliver(List<Notification> batch) {
			return Outcome.delivered();
		}

	}

}
