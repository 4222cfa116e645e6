package io.onsrelay.notifier;

import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.Outcome.Rejected;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every notifier promises beside the rest whose service has answers of its own: it
 * tells them from those of another server.
 */
public abstract class HttpNotifierContract extends HttpReceiverContract {

	@ParameterizedTest
	@ValueSource(ints = { 300, 301, 302, 307, 308, 407 })
	void deliverWhenServiceItselfRedirectsRejects(int status) {
		answer(WireMock.aResponse().withStatus(status).withBody(refusal()));
		assertThat(deliver()).isInstanceOf(Rejected.class);
	}

	@Test
	void deliverWhenAnswerRepeatsSecretsRetriesLikeInAnOutage() {
		answer(WireMock.aResponse().withStatus(400).withBody(String.join(" ", secrets())));
		assertRetry(deliver(), Reason.PROXY);
	}

	@ParameterizedTest
	@ValueSource(ints = { 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 407, 409, 410, 422, 451, 511 })
	void deliverWhenProxyAnswersRetriesLikeInAnOutage(int status) {
		for (String body : List.of(PAGE, "", "blocked by policy", "forbidden", "{\"message\":\"Forbidden\"}",
				"{\"error\":\"forbidden\"}")) {
			answer(WireMock.aResponse().withStatus(status).withHeader("Location", "/login").withBody(body));
			Outcome outcome = deliver();
			assertRetry(outcome, (status < 500) ? Reason.PROXY : Reason.SERVER);
			assertThat(outcome.toString()).contains("HTTP " + status).doesNotContain("policy", "login");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 203 })
	void deliverWhenProxyAnswersWithPageAndSuccessRetriesLikeInAnOutage(int status) {
		answer(WireMock.aResponse().withStatus(status).withBody(PAGE));
		assertRetry(deliver(), Reason.PROXY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"success\":true}", "[]", "", "done" })
	void deliverWhenServerOfAnotherKindAnswersDoesNotKnow(String body) {
		answer(WireMock.aResponse().withStatus(200).withBody(body));
		assertRetry(deliver(), Reason.UNRECOGNIZED);
	}

}
