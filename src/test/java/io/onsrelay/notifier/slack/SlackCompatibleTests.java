package io.onsrelay.notifier.slack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.TestClock;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.HttpReceiverContract;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlackWebhook} at Mattermost, Rocket.Chat and the like.
 */
class SlackCompatibleTests extends HttpReceiverContract {

	private static final String PATH = "/hooks/inventedmattermosthook";

	private static final Pattern KEY = Pattern.compile("message ([0-9a-f-]{36}(, records? [0-9,-]+)?)\"");

	@TempDir
	private Path directory;

	private TestStore store;

	@BeforeEach
	void openStore() {
		this.store = TestStore.in(this.directory);
	}

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	@Override
	protected Notifier notifier(OutboundHttpFactory http, String origin, Duration timeout) {
		return new SlackNotifierFactory(http, Presenters.standard(), this.store, TestClock.standing())
			.create(DESTINATION, new SlackSettings(Secret.of(origin + PATH), null, null, "https://slack.example/api",
					Duration.ofHours(24), 10, true, timeout));
	}

	@Override
	protected ResponseDefinitionBuilder success() {
		return WireMock.okJson("{\"success\":true}");
	}

	@Override
	protected String refusal() {
		return "{\"id\":\"web.incoming_webhook.parse.app_error\",\"status_code\":400}";
	}

	@Override
	protected String key(LoggedRequest request) {
		Matcher key = KEY.matcher(request.getBodyAsString());
		return key.find() ? key.group(1) : "";
	}

	@Override
	protected List<String> secrets() {
		return List.of(PATH, "inventedmattermosthook");
	}

	@ParameterizedTest
	@CsvSource({ "200,ok", "200,''", "200,{\"success\":true}", "201,done", "202,''", "204,''" })
	void deliverWhenChatAnswersWithAnySuccessDelivers(int status, String body) {
		answer(WireMock.aResponse().withStatus(status).withBody(body));
		assertThat(deliver()).isEqualTo(Outcome.delivered());
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 203 })
	void deliverWhenProxyAnswersWithPageAndSuccessRetriesLikeInAnOutage(int status) {
		answer(WireMock.aResponse().withStatus(status).withBody("<html>Log in</html>"));
		assertThat(deliver()).isInstanceOfSatisfying(Outcome.Retry.class,
				(retry) -> assertThat(retry.reason()).isEqualTo(Reason.PROXY));
	}

	@Test
	void deliverWhenWebhookWasRemovedNamesItsProperty() {
		answer(WireMock.aResponse().withStatus(404).withBody("{\"status_code\":404}"));
		assertThat(deliver()).isEqualTo(Outcome.rejected(Reason.GONE,
				"HTTP 404: the chat rejects the message, or the webhook was removed; check "
						+ "relay.notifier.contract.test.webhook-url"));
	}

}
