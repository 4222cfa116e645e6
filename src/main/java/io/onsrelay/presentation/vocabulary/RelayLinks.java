package io.onsrelay.presentation.vocabulary;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Message;

/**
 * Links to the pages of this service. Each asks for a login.
 */
public final class RelayLinks {

	/**
	 * Links to nothing.
	 */
	public static final RelayLinks NONE = new RelayLinks(null);

	private final @Nullable String url;

	/**
	 * Creates the links.
	 * @param url the http or https URL under which users reach this service, without a
	 * slash at its end; {@code null} where it is not known
	 */
	public RelayLinks(@Nullable String url) {
		this.url = url;
	}

	/**
	 * Return the page of a message.
	 * @param message the message, whose id is a UUID and so needs no encoding
	 * @return its URL; empty where that of the service is not known
	 */
	public Optional<String> message(Message message) {
		return Optional.ofNullable(this.url).map((start) -> start + "/messages/" + message.id());
	}

	/**
	 * Return the form of a new silence, filled in from a message.
	 * @param message the message, or a part of it
	 * @return its URL; empty where that of the service is not known
	 */
	public Optional<String> silence(Message message) {
		String record = message.records().isAll() ? "" : "&record=" + message.recordNumbers()[0];
		return Optional.ofNullable(this.url).map((start) -> start + "/silences/new?message=" + message.id() + record);
	}

}
