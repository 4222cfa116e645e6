package io.onsrelay.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.onsrelay.event.OnsHeaders;
import io.onsrelay.ingest.BodyReader.ReadBody;
import io.onsrelay.ingest.BodyReader.UnreadBody;
import io.onsrelay.ingest.IngestResult.IngestOutcome;
import io.onsrelay.ingest.IngestResult.RequestKind;

/**
 * The endpoint: reads the request, passes it to the service, and maps the result to a
 * response. ONS takes 200 with a small body for success, and sends the message again for
 * two hours after any other response.
 */
final class IngestEndpoint {

	private final Logger logger = LoggerFactory.getLogger(IngestEndpoint.class);

	/**
	 * ONS keeps to a schedule of its own, but other senders and proxies heed it.
	 */
	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private static final byte[] ACCEPTED = status("accepted");

	private static final byte[] DUPLICATE = status("duplicate");

	private final IngestService service;

	private final BodyBudget budget;

	private final BodyReader bodies;

	private final IngestMetrics metrics;

	IngestEndpoint(IngestService service, BodyBudget budget, BodyReader bodies, IngestMetrics metrics) {
		this.service = service;
		this.budget = budget;
		this.bodies = bodies;
		this.metrics = metrics;
	}

	/**
	 * Handles a POST.
	 * @param request the request
	 * @return the response; 200 only if the message is on disk
	 */
	ServerResponse post(ServerRequest request) {
		Timer.Sample sample = Timer.start();
		IngestResult result = receive(request.servletRequest());
		this.metrics.count(result.kind(), result.outcome());
		ServerResponse response = response(result);
		sample.stop(this.metrics.ingest());
		return isUnread(result.outcome()) ? new DrainingResponse(response, this.bodies) : response;
	}

	/**
	 * Rejects any other method.
	 * @param request the request
	 * @return the response, 405
	 */
	ServerResponse rejectMethod(ServerRequest request) {
		return ServerResponse.status(HttpStatus.METHOD_NOT_ALLOWED)
			.header(HttpHeaders.ALLOW, HttpMethod.POST.name())
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(ProblemDetail.forStatusAndDetail(HttpStatus.METHOD_NOT_ALLOWED, "Messages are posted here."));
	}

	private IngestResult receive(HttpServletRequest request) {
		try (BodyBudget.Reservation reservation = this.budget.open()) {
			return switch (this.bodies.read(request, reservation)) {
				case ReadBody read -> this.service.handle(headers(request), read.body());
				case UnreadBody unread -> unread.toResult();
			};
		}
		catch (IOException ex) {
			return new IngestResult(RequestKind.UNREAD, IngestOutcome.INCOMPLETE, "The body was not sent completely.");
		}
		// The boundary of the request's thread: every request is counted and gets a
		// response
		catch (RuntimeException ex) {
			this.logger.error("A request failed; its sender is asked to send it again", ex);
			return new IngestResult(RequestKind.UNREAD, IngestOutcome.FAILED,
					"Something went wrong. Send the message again later.");
		}
	}

	private static boolean isUnread(IngestOutcome outcome) {
		return outcome == IngestOutcome.TOO_LARGE || outcome == IngestOutcome.OVERLOADED
				|| outcome == IngestOutcome.TOO_SLOW || outcome == IngestOutcome.UNSUPPORTED;
	}

	private static OnsHeaders headers(HttpServletRequest request) {
		Map<String, String> headers = new TreeMap<>();
		for (String name : Collections.list(request.getHeaderNames())) {
			if (OnsHeaders.isOnsHeader(name)) {
				headers.putIfAbsent(name, request.getHeader(name));
			}
		}
		return new OnsHeaders(headers);
	}

	// A refused confirmation URL gets 400, so that ONS sends it again: an operator who
	// adds a realm's missing domain within two hours needs no new URL. No message is
	// lost, since ONS sends none before the subscription is confirmed
	private static ServerResponse response(IngestResult result) {
		return switch (result.outcome()) {
			case ACCEPTED -> acknowledge(ACCEPTED);
			case DUPLICATE -> acknowledge(DUPLICATE);
			case UNAVAILABLE, UNDECIDED, OVERLOADED -> problem(HttpStatus.SERVICE_UNAVAILABLE, result);
			case FORBIDDEN, UNVERIFIED -> problem(HttpStatus.FORBIDDEN, result);
			case TOO_LARGE -> problem(HttpStatus.CONTENT_TOO_LARGE, result);
			case UNSUPPORTED -> problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, result);
			case TOO_SLOW -> problem(HttpStatus.REQUEST_TIMEOUT, result);
			case INCOMPLETE, REFUSED -> problem(HttpStatus.BAD_REQUEST, result);
			case FAILED -> problem(HttpStatus.INTERNAL_SERVER_ERROR, result);
		};
	}

	private static byte[] status(String status) {
		return "{\"status\":\"%s\"}".formatted(status).getBytes(StandardCharsets.UTF_8);
	}

	// Written as it is: to find out how the two bodies are written takes longer
	private static ServerResponse acknowledge(byte[] body) {
		return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).build((_, response) -> {
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
			return null;
		});
	}

	private static ServerResponse problem(HttpStatus status, IngestResult result) {
		ServerResponse.BodyBuilder response = ServerResponse.status(status)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (status == HttpStatus.SERVICE_UNAVAILABLE) {
			response.header(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER.toSeconds()));
		}
		if (status == HttpStatus.UNSUPPORTED_MEDIA_TYPE) {
			response.header(HttpHeaders.ACCEPT_ENCODING, ContentCoding.SUPPORTED);
		}
		return response.body(ProblemDetail.forStatusAndDetail(status, result.detail()));
	}

}
