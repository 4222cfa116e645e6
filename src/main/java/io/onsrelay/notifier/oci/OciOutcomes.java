package io.onsrelay.notifier.oci;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.oracle.bmc.circuitbreaker.CallNotAllowedException;
import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.responses.BmcResponse;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.SanitizedText;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.http.HttpOutcomes;
import io.onsrelay.oci.OciCredentialsException;

/**
 * Classifies the failures of calls through Oracle's SDK. See
 * https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm.
 */
public final class OciOutcomes {

	private static final int MAX_MESSAGE_CHARS = 200;

	/**
	 * What the SDK gives as code where the answer has none.
	 */
	private static final String NO_CODE = "Unknown";

	private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,80}");

	private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9/._-]{1,120}");

	private OciOutcomes() {
	}

	/**
	 * Classifies what a call has thrown.
	 * @param failure what the SDK has thrown
	 * @param policy the policy statement that allows the call, as operators write it
	 * after {@code allow}
	 * @return the outcome
	 */
	public static Outcome of(RuntimeException failure, String policy) {
		if (failure instanceof OciCredentialsException) {
			return Outcome.retry(Reason.AUTH, Objects.requireNonNull(failure.getMessage()));
		}
		if (causes(failure).anyMatch(CallNotAllowedException.class::isInstance)) {
			return Outcome.retry(Reason.SERVER,
					"the SDK makes no call for now, since OCI gave it no credentials several times");
		}
		if (failure instanceof BmcException answer && !answer.isClientSide()) {
			return isOracles(answer) ? ofAnswer(answer, policy) : ofForeign(answer.getStatusCode());
		}
		return ofNoAnswer(failure);
	}

	/**
	 * Return what a service has said, in one line.
	 * @param answer the failure
	 * @return the status, the code, the message and the id of the request
	 */
	public static String detail(BmcException answer) {
		String message = oneLine(answer.getUnmodifiedMessage());
		String id = answer.getOpcRequestId();
		return "HTTP %d %s%s%s".formatted(answer.getStatusCode(), answer.getServiceCode(),
				message.isEmpty() ? "" : ": " + message,
				(id != null && REQUEST_ID.matcher(id).matches()) ? " (opc-request-id %s)".formatted(id) : "");
	}

	/**
	 * Return a text of a service in one line.
	 * @param text what it says; {@code null} for nothing
	 * @return at most 201 characters, the last of which tells that there are more
	 */
	public static String oneLine(@Nullable String text) {
		String line = SanitizedText.of((text != null) ? text : "").replaceAll("\\s+", " ").strip();
		return (line.length() > MAX_MESSAGE_CHARS) ? line.substring(0, MAX_MESSAGE_CHARS) + "…" : line;
	}

	/**
	 * Return whether a call was answered with success and JSON, but not with that of the
	 * service: a target may have taken the message.
	 * @param failure what the SDK has thrown
	 * @return {@code false} if the answer was not read to its end
	 */
	public static boolean isUnreadable(RuntimeException failure) {
		return causes(failure).anyMatch(JsonProcessingException.class::isInstance) && causes(failure)
			.noneMatch((cause) -> cause instanceof IOException && !(cause instanceof JsonProcessingException));
	}

	private static boolean isOracles(BmcException answer) {
		String code = answer.getServiceCode();
		return code != null && !code.equals(NO_CODE) && CODE.matcher(code).matches();
	}

	private static Outcome ofAnswer(BmcException answer, String policy) {
		String detail = detail(answer);
		return switch (answer.getStatusCode()) {
			case 401 -> Outcome.rejected(Reason.AUTH,
					detail + ". Check relay.oci.auth, the key and its fingerprint, and the clock of this machine");
			case 404 -> "NotAuthorizedOrNotFound".equals(answer.getServiceCode())
					? Outcome.rejected(Reason.AUTH,
							"%s. It is gone or, more often, a policy is missing: allow %s".formatted(detail, policy))
					: Outcome.rejected(Reason.GONE, detail);
			case 409 -> "IncorrectState".equals(answer.getServiceCode()) ? Outcome.retry(Reason.SERVER, detail)
					: Outcome.rejected(Reason.CLIENT, detail);
			// The SDK does not tell the header Retry-After
			default -> HttpOutcomes.ofStatus(answer.getStatusCode(), Optional.empty(), detail);
		};
	}

	private static Outcome ofForeign(int status) {
		Outcome outcome = HttpOutcomes.ofStatus(status, Optional.empty(), "HTTP " + status);
		return switch (status) {
			case 413, 414, 431 -> outcome;
			default -> (outcome instanceof Outcome.Retry) ? outcome
					: Outcome.retry(Reason.PROXY,
							"HTTP %d, but the answer is not from OCI: a proxy or firewall on the way answered"
								.formatted(status));
		};
	}

	private static Outcome ofNoAnswer(RuntimeException failure) {
		if (causes(failure).anyMatch(InterruptedIOException.class::isInstance)) {
			return Outcome.retry(Reason.TIMEOUT, "OCI did not answer in time");
		}
		if (isUnreadable(failure)) {
			return notOracles();
		}
		Optional<Throwable> network = causes(failure).filter(IOException.class::isInstance).findFirst();
		if (network.isPresent()) {
			return Outcome.retry(Reason.NETWORK,
					"OCI was not reached, or the connection broke (%s)".formatted(name(network.get())));
		}
		if (causes(failure).anyMatch((cause) -> name(cause).startsWith("MessageBodyProviderNotFound"))) {
			return notOracles();
		}
		return Outcome.retry(Reason.UNEXPECTED,
				"the SDK failed with %s".formatted(name(causes(failure).reduce((_, cause) -> cause).orElse(failure))));
	}

	/**
	 * Return the outcome of a call that was answered with success, but not as the service
	 * answers.
	 * @return the outcome
	 */
	public static Outcome notOracles() {
		return Outcome.retry(Reason.PROXY, "the answer is not from OCI: a proxy or firewall on the way answered");
	}

	/**
	 * Return the outcome of a call that was answered with success, but without anything
	 * that Oracle's services add to each answer. It may have arrived all the same, so it
	 * is given up after some tries.
	 * @param answer the answer
	 * @return the outcome
	 */
	public static Outcome unrecognized(BmcResponse answer) {
		return header(answer, "Content-Type").anyMatch((type) -> type.startsWith("text/html")) ? notOracles() : Outcome
			.retry(Reason.UNRECOGNIZED,
					"HTTP %d, but without an opc-request-id as OCI has it: it is not known whether OCI has the message"
						.formatted(answer.get__httpStatusCode__()));
	}

	/**
	 * Return whether an answer has a header.
	 * @param answer the answer
	 * @param name the name of the header, in any case
	 * @return {@code true} if it has
	 */
	public static boolean hasHeader(BmcResponse answer, String name) {
		return header(answer, name).findAny().isPresent();
	}

	private static Stream<String> header(BmcResponse answer, String name) {
		Map<String, List<String>> headers = answer.getHeaders();
		return (headers != null) ? headers.entrySet()
			.stream()
			.filter((header) -> name.equalsIgnoreCase(header.getKey()))
			.flatMap((header) -> header.getValue().stream()) : Stream.empty();
	}

	private static String name(Throwable failure) {
		return failure.getClass().getSimpleName();
	}

	private static Stream<Throwable> causes(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
	}

}
