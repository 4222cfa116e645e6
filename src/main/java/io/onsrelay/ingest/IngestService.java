package io.onsrelay.ingest;

import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.onsrelay.access.SeenKeys;
import io.onsrelay.confirmation.ConfirmationRequestResult;
import io.onsrelay.confirmation.ConfirmationService;
import io.onsrelay.event.Body;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.ingest.IngestResult.IngestOutcome;
import io.onsrelay.ingest.IngestResult.RequestKind;
import io.onsrelay.ingest.access.AllowedTopics;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.relay.AcceptResult;
import io.onsrelay.secret.Secret;
import io.onsrelay.signature.SignatureService;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Handles an authenticated request: checks its topic, and then records a subscription to
 * confirm, or passes a message to the relay, where signatures are enforced after a check
 * of its signature.
 */
final class IngestService {

	private final Logger logger = LoggerFactory.getLogger(IngestService.class);

	private static final String MESSAGE_ID = "messageId";

	private static final String FORBIDDEN = "The topic is not one of relay.ingest.topics.";

	private static final String UNVERIFIED = "The signature of the message does not verify.";

	private static final String UNDECIDED = "The signature of the message can't be checked now. Send it again later.";

	private static final String UNAVAILABLE = "The message can't be stored now. Send it again later.";

	private final AllowedTopics topics;

	private final ConfirmationService confirmations;

	private final SignatureService signatures;

	private final Function<Message, AcceptResult> relay;

	private final Supplier<MessageId> ids;

	private final Clock clock;

	private final MessageParser parser = new MessageParser();

	private final SeenKeys unknownTypes = new SeenKeys();

	IngestService(AllowedTopics topics, ConfirmationService confirmations, SignatureService signatures,
			Function<Message, AcceptResult> relay, Supplier<MessageId> ids, Clock clock) {
		this.topics = topics;
		this.confirmations = confirmations;
		this.signatures = signatures;
		this.relay = relay;
		this.ids = ids;
		this.clock = clock;
	}

	/**
	 * Handles a request.
	 * @param headers its headers
	 * @param body its exact bytes
	 * @return the result
	 */
	IngestResult handle(OnsHeaders headers, Body body) {
		if (!this.topics.admit(headers)) {
			return new IngestResult(RequestKind.UNREAD, IngestOutcome.FORBIDDEN, FORBIDDEN);
		}
		return this.confirmations.find(headers, body)
			.map((url) -> confirm(headers, url))
			.orElseGet(() -> admit(headers, body));
	}

	private IngestResult admit(OnsHeaders headers, Body body) {
		return switch (this.signatures.admit(headers, body)) {
			case ADMITTED -> accept(headers, body);
			case REFUSED -> new IngestResult(RequestKind.UNREAD, IngestOutcome.UNVERIFIED, UNVERIFIED);
			case UNDECIDED -> new IngestResult(RequestKind.UNREAD, IngestOutcome.UNDECIDED, UNDECIDED);
		};
	}

	private IngestResult confirm(OnsHeaders headers, Secret url) {
		try {
			return switch (this.confirmations.receive(headers, url)) {
				case ConfirmationRequestResult.Recorded recorded -> IngestResult.of(RequestKind.CONFIRMATION,
						recorded.first() ? IngestOutcome.ACCEPTED : IngestOutcome.DUPLICATE);
				case ConfirmationRequestResult.UrlRefused refused ->
					new IngestResult(RequestKind.CONFIRMATION, IngestOutcome.REFUSED, refused.explanation() + ".");
			};
		}
		catch (StoreUnavailableException ex) {
			return new IngestResult(RequestKind.CONFIRMATION, IngestOutcome.UNAVAILABLE, UNAVAILABLE);
		}
	}

	private IngestResult accept(OnsHeaders headers, Body body) {
		MessageId id = this.ids.get();
		MDC.put(MESSAGE_ID, id.toString());
		try {
			headers.messageType().ifPresent(this::warnOfUnknownType);
			return accept(this.parser.parse(id, this.clock.instant(), headers, body));
		}
		finally {
			MDC.remove(MESSAGE_ID);
		}
	}

	private IngestResult accept(Message message) {
		RequestKind kind = kind(message);
		try {
			AcceptResult result = this.relay.apply(message);
			if (result == AcceptResult.DUPLICATE) {
				return IngestResult.of(kind, IngestOutcome.DUPLICATE);
			}
			this.signatures.accepted(message.headers(), message.body());
			return IngestResult.of(kind, IngestOutcome.ACCEPTED);
		}
		catch (StoreUnavailableException ex) {
			return new IngestResult(kind, IngestOutcome.UNAVAILABLE, UNAVAILABLE);
		}
	}

	private void warnOfUnknownType(String type) {
		if (!"Notification".equalsIgnoreCase(type) && this.unknownTypes.addIfNew(type)) {
			this.logger.warn("Messages arrive whose X-OCI-NS-MessageType is unknown, or that carry no confirmation "
					+ "URL: they are stored and delivered like notifications");
		}
	}

	private static RequestKind kind(Message message) {
		return switch (message.kind()) {
			case EVENT -> RequestKind.EVENT;
			case ALARM -> RequestKind.ALARM;
			case LOG -> RequestKind.LOG;
			case PLAIN -> RequestKind.PLAIN;
		};
	}

}
