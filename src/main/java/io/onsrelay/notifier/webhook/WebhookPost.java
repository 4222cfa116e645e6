package io.onsrelay.notifier.webhook;

import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.onsrelay.cloudevents.CloudEvents;
import io.onsrelay.cloudevents.CloudEventsDocument;
import io.onsrelay.event.Message;
import io.onsrelay.http.HttpBody;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.MessageTemplate;
import io.onsrelay.presentation.MessageTemplate.Rendering;
import io.onsrelay.presentation.Presenter;

/**
 * The body of a post.
 *
 * @param contentType its content type
 * @param body the body
 * @param problem why it must not be sent; {@code null} if it may be
 */
record WebhookPost(String contentType, HttpBody body, @Nullable String problem) {

	static final String JSON = "application/json; charset=utf-8";

	/**
	 * Return whether bodies of a content type are JSON. See
	 * https://www.rfc-editor.org/rfc/rfc6839#section-3.1.
	 * @param contentType the content type
	 * @return {@code true} if they are
	 */
	static boolean isJson(String contentType) {
		String type = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
		return type.endsWith("/json") || type.endsWith("+json");
	}

	/**
	 * Renders notifications for one receiver.
	 */
	sealed interface Renderer {

		/**
		 * Renders a notification.
		 * @param notification the notification
		 * @return the post
		 */
		WebhookPost render(Notification notification);

		/**
		 * Renders a notification without the secrets that it may hold.
		 * @param notification the notification
		 * @return the body as text
		 */
		default String preview(Notification notification) {
			WebhookPost post = render(notification);
			return Optional.ofNullable(post.problem()).orElseGet(() -> post.body().text());
		}

	}

	/**
	 * The message as CloudEvents.
	 *
	 * @param events maps messages
	 */
	record CloudEventsRenderer(CloudEvents events) implements Renderer {

		@Override
		public WebhookPost render(Notification notification) {
			CloudEventsDocument document = this.events.map(notification.message());
			return new WebhookPost(document.contentType(), HttpBody.of(document.json()), null);
		}

	}

	/**
	 * The bytes that were received.
	 *
	 * @param contentType the content type; {@code null} for one that fits the bytes
	 * @param presenter hides secrets in the preview
	 */
	record OriginalRenderer(@Nullable String contentType, Presenter presenter) implements Renderer {

		@Override
		public WebhookPost render(Notification notification) {
			Message message = notification.message();
			return new WebhookPost((this.contentType != null) ? this.contentType : usual(message),
					HttpBody.of(message.body().bytes()), null);
		}

		private static String usual(Message message) {
			if (!message.first().json().isMissingNode()) {
				return "application/json";
			}
			return message.body().isUtf8() ? "text/plain; charset=utf-8" : "application/octet-stream";
		}

		@Override
		public String preview(Notification notification) {
			return this.presenter.withoutSecrets(notification.message().body().text());
		}

	}

	/**
	 * What a template makes of the message.
	 *
	 * @param contentType the content type
	 * @param template the template
	 */
	record TemplateRenderer(String contentType, MessageTemplate template) implements Renderer {

		@Override
		public WebhookPost render(Notification notification) {
			Rendering rendering = this.template.render(notification);
			return new WebhookPost(this.contentType, HttpBody.of(rendering.text()), rendering.problem());
		}

	}

}
