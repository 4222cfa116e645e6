package io.onsrelay.notifier.slack;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.TestClock;
import io.onsrelay.event.Body;
import io.onsrelay.event.Fixtures;
import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;
import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult;
import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.notifier.Batching;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.notifier.PresentationOverrides.PagerAction;
import io.onsrelay.notifier.slack.payload.SlackDigest;
import io.onsrelay.notifier.slack.payload.SlackPayload;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.resolution.Resolutions;
import io.onsrelay.secret.Secret;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.TestStore;
import io.onsrelay.store.UnitOfWork;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the threads of {@link SlackBot}.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class SlackBotThreadTests {

	private static final Destination OPS = Destination.of("slack/ops");

	private static final String FIRING = "alarm.v1.5.ok_to_firing";

	private static final String REPEAT = "alarm.v1.5.repeat";

	private static final String OVER = "alarm.v1.5.firing_to_ok";

	@Parameter
	private Dialect dialect;

	private final TestClock clock = TestClock.standing();

	private final Workspace slack = new Workspace();

	@TempDir
	private Path directory;

	private TestStore store;

	@BeforeEach
	void open() {
		this.store = TestStore.in(this.directory, this.dialect);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void deliverWhenAlarmGoesOnRepliesAndUpdatesFirst() {
		deliver(FIRING, REPEAT);
		assertThat(this.slack.calls()).containsExactly("postMessage Alarm firing: Heron CPU",
				"postMessage Alarm still firing: Heron CPU > 1", "update Alarm still firing: Heron CPU of 1");
	}

	@Test
	void deliverWhenAlarmIsOverPostsToChannelToo() {
		deliver(FIRING, OVER);
		assertThat(this.slack.calls()).containsExactly("postMessage Alarm firing: Heron CPU",
				"postMessage Alarm over: Heron CPU > 1 in the channel", "update Alarm over: Heron CPU of 1");
	}

	@Test
	void deliverWhenAlarmFiresAgainBeginsAnotherThread() {
		deliver(FIRING, OVER);
		deliver(at(FIRING, "2026-03-01T11:20:00Z"), at(REPEAT, "2026-03-01T11:30:00Z"));
		assertThat(this.slack.calls()).endsWith("postMessage Alarm firing: Heron CPU",
				"postMessage Alarm still firing: Heron CPU > 3", "update Alarm still firing: Heron CPU of 3");
	}

	@Test
	void deliverWhenInstanceStopsAndStartsIsOneThreadAcrossRestart() {
		deliver("computeapi.instanceaction.stop.end");
		close();
		open();
		deliver("computeapi.instanceaction.start.begin", "computeapi.instanceaction.start.end");
		assertThat(this.slack.posts()).hasSize(3);
		assertThat(this.slack.posts().subList(1, 3))
			.allSatisfy((post) -> assertThat(post.path("thread_ts").asText()).isEqualTo("1"));
	}

	@Test
	void deliverWhenThreadIsOldBeginsAnother() {
		deliver(FIRING);
		this.clock.move(Duration.ofHours(24));
		deliver(REPEAT);
		assertThat(this.slack.calls()).containsExactly("postMessage Alarm firing: Heron CPU",
				"postMessage Alarm still firing: Heron CPU");
	}

	@Test
	void deliverWhenOthersHaveThreadsBeginsOwn() {
		deliver(FIRING, "objectstorage.createbucket");
		assertThat(this.slack.posts()).hasSize(2).noneMatch((post) -> post.has("thread_ts"));
	}

	@Test
	void deliverWhenMessageBelongsToNothingKeepsNoThread() {
		deliver("plain.text");
		assertThat(this.store.count("slack_thread")).isZero();
	}

	@Test
	void deliverWhenChannelWasChangedBeginsThreadThere() {
		deliver(FIRING);
		assertThat(bot("C0OTHER", this.store).deliver(List.of(notification(REPEAT)))).isEqualTo(Outcome.delivered());
		assertThat(this.slack.posts().getLast().has("thread_ts")).isFalse();
	}

	@Test
	void deliverWhenFirstMessageIsGonePostsAsNew() {
		deliver(FIRING);
		this.slack.refuseOnce("chat.postMessage", "thread_not_found");
		deliver(REPEAT, OVER);
		assertThat(this.slack.calls()).containsExactly("postMessage Alarm firing: Heron CPU",
				"postMessage Alarm still firing: Heron CPU", "postMessage Alarm over: Heron CPU > 2 in the channel",
				"update Alarm over: Heron CPU of 2");
	}

	@Test
	void deliverWhenUpdateFailsIsDeliveredOnce() {
		deliver(FIRING);
		this.slack.refuseOnce("chat.update", "internal_error");
		deliver(REPEAT, OVER);
		assertThat(this.slack.calls()).containsExactly("postMessage Alarm firing: Heron CPU",
				"postMessage Alarm still firing: Heron CPU > 1", "postMessage Alarm over: Heron CPU > 1 in the channel",
				"update Alarm over: Heron CPU of 1");
	}

	@Test
	void deliverWhenUpdateFindsFirstMessageGoneBeginsAnotherNextTime() {
		deliver(FIRING);
		this.slack.refuseOnce("chat.update", "message_not_found");
		deliver(REPEAT, REPEAT);
		assertThat(this.slack.posts().getLast().has("thread_ts")).isFalse();
	}

	@Test
	void deliverWhenReplyFailsChangesNothing() {
		deliver(FIRING);
		this.slack.refuseOnce("chat.postMessage", "ratelimited");
		assertThat(bot("C0HERON", this.store).deliver(List.of(notification(OVER))))
			.isEqualTo(Outcome.retry(Reason.RATE_LIMITED, "ratelimited"));
		assertThat(this.slack.calls()).hasSize(1);
		deliver(OVER);
		assertThat(this.slack.calls()).hasSize(3);
	}

	@Test
	void deliverWhenPostFailsKeepsNoThread() {
		this.slack.refuseOnce("chat.postMessage", "fatal_error");
		bot("C0HERON", this.store).deliver(List.of(notification(FIRING)));
		assertThat(this.store.count("slack_thread")).isZero();
	}

	@Test
	void deliverWhenStoreCanNotBeReadRetriesWithoutCall() {
		assertThat(bot("C0HERON", new BrokenStore(false)).deliver(List.of(notification(FIRING))))
			.isEqualTo(Outcome.retry(Reason.SERVER, "The store can't be read"));
		assertThat(this.slack.calls()).isEmpty();
	}

	@Test
	void deliverWhenThreadCanNotBeKeptIsDelivered() {
		assertThat(bot("C0HERON", new BrokenStore(true)).deliver(List.of(notification(FIRING))))
			.isEqualTo(Outcome.delivered());
		assertThat(this.slack.calls()).hasSize(1);
	}

	@Test
	void deliverWhenPeopleAreCalledCallsThemInReplyOnly() {
		deliver(FIRING, REPEAT);
		assertThat(this.slack.posts()).allMatch((post) -> post.path("text").asText().startsWith("<!here> "));
		assertThat(this.slack.updates()).singleElement()
			.satisfies((update) -> assertThat(update.toString()).doesNotContain("<!here>")
				.contains("The thread began with: Alarm firing: Heron CPU"));
	}

	@Test
	void deliverWhenManyThreadsAreOldForgetsThem() {
		deliver(FIRING);
		this.clock.move(Duration.ofDays(31));
		deliver("objectstorage.createbucket");
		assertThat(this.store.count("slack_thread")).isEqualTo(1);
	}

	@Test
	void deliverWhenAlarmsHaveNoKeyAreOneThreadOfTheirAlarm() {
		String alarm = """
				{"type":"%s","title":"Disk nearly full","alarmMetaData":[{"id":"ocid1.alarm.oc1..otter"}]}""";
		deliver(notification(Fixtures.parse(alarm.formatted("OK_TO_FIRING"))),
				notification(Fixtures.parse(alarm.formatted("FIRING_TO_OK"))));
		assertThat(this.slack.calls()).containsExactly("postMessage Alarm firing: Disk nearly full",
				"postMessage Alarm over: Disk nearly full > 1 in the channel",
				"update Alarm over: Disk nearly full of 1");
	}

	@Test
	void deliverWhenAlarmCameAfterItsEndTellsItAsLateInItsThread() {
		deliver(REPEAT, OVER);
		this.clock.move(Duration.ofHours(2));
		deliver(FIRING);
		assertThat(this.slack.calls()).containsExactly("postMessage Alarm still firing: Heron CPU",
				"postMessage Alarm over: Heron CPU > 1 in the channel", "update Alarm over: Heron CPU of 1",
				"postMessage Late: Alarm firing: Heron CPU > 1");
		assertThat(this.slack.posts().getLast().toString()).doesNotContain("<!here>")
			.contains("What happened at 2026-03-01T10:00:00Z was resolved at 2026-03-01T11:10:00Z");
	}

	@Test
	void deliverWhenAlarmCameAfterItsEndAcrossRestartIsLate() {
		deliver(OVER);
		close();
		open();
		deliver(FIRING, at(OVER, "2026-03-01T11:10:00Z"));
		assertThat(this.slack.calls()).contains("postMessage Late: Alarm firing: Heron CPU > 1");
	}

	@Test
	void deliverWhenFirstMessageOfLateAlarmIsGonePostsIt() {
		deliver(OVER);
		this.slack.refuseOnce("chat.postMessage", "thread_not_found");
		deliver(FIRING, REPEAT);
		assertThat(this.slack.calls()).containsExactly("postMessage Alarm over: Heron CPU",
				"postMessage Late: Alarm firing: Heron CPU", "postMessage Late: Alarm still firing: Heron CPU > 1");
	}

	@Test
	void deliverWhenDigestHasAlarmsAfterTheirEndTellsSo() {
		SlackBot bot = bot("C0HERON", this.store);
		bot.deliver(List.of(notification(OVER), notification("plain.text")));
		bot.deliver(List.of(notification(FIRING), notification("plain.text")));
		assertThat(this.slack.posts().getFirst().toString()).doesNotContain("Late: ");
		assertThat(this.slack.posts().getLast().toString()).contains("Late: Alarm firing: Heron CPU");
	}

	@Test
	void deliverWhenMessageIsOfNoIncidentDoesNotAskForResolves() {
		SlackBot bot = bot("C0HERON", new BrokenStore(false));
		assertThat(bot.deliver(List.of(notification("plain.text")))).isEqualTo(Outcome.delivered());
		deliver("objectstorage.createbucket");
		assertThat(this.store.count("incident_resolution")).isZero();
	}

	private void deliver(String... fixtures) {
		for (String fixture : fixtures) {
			deliver(notification(fixture));
		}
	}

	private void deliver(String fixture, Notification other) {
		deliver(fixture);
		deliver(other);
	}

	private void deliver(Notification... notifications) {
		for (Notification notification : notifications) {
			assertThat(bot("C0HERON", this.store).deliver(List.of(notification))).isEqualTo(Outcome.delivered());
		}
	}

	private static Notification at(String fixture, String time) {
		String body = Fixtures.body(fixture)
			.text()
			.replaceFirst("\"timestampEpochMillis\":[0-9]+",
					"\"timestampEpochMillis\":" + Instant.parse(time).toEpochMilli());
		return notification(Fixtures.message(fixture, Body.of(body.getBytes(StandardCharsets.UTF_8))));
	}

	private SlackBot bot(String channel, Store store) {
		return new SlackBot(channel,
				new SlackApi(new SlackErrors(OPS), Secret.of("xoxb-1-invented"), "http://slack", this.slack),
				new SlackMessages(new SlackPayload(Presenters.standard()), new SlackDigest(),
						new Resolutions(OPS, store, this.clock)),
				new SlackThreads(new SlackThreadTable(OPS, store), this.clock, Duration.ofHours(24)), Batching.NONE);
	}

	private static Notification notification(String fixture) {
		return notification(Fixtures.message(fixture));
	}

	private static Notification notification(Message message) {
		return new Notification(message, OPS, "catch-all",
				new PresentationOverrides(null, null, null, Map.of(Severity.CRITICAL, "<!here>"), PagerAction.AUTO));
	}

	/**
	 * A workspace that calls its messages 1, 2 and so on.
	 */
	private static final class Workspace implements OutboundHttp {

		private final List<String> calls = new ArrayList<>();

		private final List<JsonNode> posts = new ArrayList<>();

		private final List<JsonNode> updates = new ArrayList<>();

		private final Map<String, String> refusals = new HashMap<>();

		@Override
		public HttpResult exchange(HttpCall call) {
			String method = call.uri().reveal().replaceFirst(".*/", "");
			String refusal = this.refusals.remove(method);
			if (refusal != null) {
				return answer("{\"ok\":false,\"error\":\"%s\"}".formatted(refusal));
			}
			return take(method, SlackPayloads.check(call.body().text()));
		}

		private Response take(String method, JsonNode message) {
			(method.equals("chat.update") ? this.updates : this.posts).add(message);
			this.calls.add(method.substring("chat.".length()) + " " + message.at("/blocks/0/text/text").asText()
					+ (message.has("thread_ts") ? " > " + message.path("thread_ts").asText() : "")
					+ (message.path("reply_broadcast").asBoolean() ? " in the channel" : "")
					+ (message.has("ts") ? " of " + message.path("ts").asText() : ""));
			return answer("{\"ok\":true,\"channel\":\"C0HERON\",\"ts\":\"%d\"}".formatted(this.posts.size()));
		}

		private static Response answer(String body) {
			return new Response(200, Optional.empty(), body);
		}

		void refuseOnce(String method, String error) {
			this.refusals.put(method, error);
		}

		List<String> calls() {
			return this.calls;
		}

		List<JsonNode> posts() {
			return this.posts;
		}

		List<JsonNode> updates() {
			return this.updates;
		}

	}

	/**
	 * A store that can't write, and can read nothing or nothing at all.
	 *
	 * @param readable whether it finds that there is nothing
	 */
	private record BrokenStore(boolean readable) implements Store {

		@Override
		public <T> T write(UnitOfWork<T> work) {
			throw new StoreUnavailableException("The disk is full", null);
		}

		@Override
		public <T> T tryWrite(UnitOfWork<T> work, Consumer<? super T> committed) {
			return write(work);
		}

		@Override
		@SuppressWarnings("unchecked")
		public <T> T read(Function<JdbcClient, T> query) {
			if (!this.readable) {
				throw new StoreUnavailableException("The disk is gone", null);
			}
			return (T) Optional.empty();
		}

		@Override
		public Dialect dialect() {
			return Dialect.SQLITE;
		}

	}

}
