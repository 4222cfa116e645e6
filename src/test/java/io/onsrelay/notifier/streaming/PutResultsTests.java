package io.onsrelay.notifier.streaming;

import java.util.Arrays;
import java.util.List;

import com.oracle.bmc.streaming.model.PutMessagesResult;
import com.oracle.bmc.streaming.model.PutMessagesResultEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;

import static org.assertj.core.api.Assertions.assertThat;

class PutResultsTests {

	private static final PutMessagesResultEntry TAKEN = PutMessagesResultEntry.builder()
		.partition("0")
		.offset(7L)
		.build();

	private static final String THROTTLED = "Request was throttled because bytes limit exhausted, "
			+ "next request can be made in 453 ms";

	@Test
	void judgeWhenAllAreTakenDelivers() {
		assertThat(judge(List.of("a", "b"), TAKEN, TAKEN)).isEqualTo(Outcome.delivered());
	}

	@Test
	void judgeWhenSomeFailJudgesEach() {
		Outcome outcome = judge(List.of("a", "b", "c"), TAKEN, failed("429", THROTTLED), failed("400", "no\n value"));
		assertThat(outcome.each(3)).containsExactly(Outcome.delivered(),
				new Outcome.Retry(Reason.RATE_LIMITED, "the stream did not take it: 429 " + THROTTLED, null),
				new Outcome.Rejected(Reason.CLIENT, "the stream did not take it: 400 no value"));
	}

	@Test
	void judgeWhenEarlierOfKeyIsSentAgainSendsLaterOnesAgain() {
		Outcome outcome = judge(List.of("a", "b", "a", "c", "a", "a"), failed("429", "slow"), TAKEN, TAKEN, TAKEN,
				failed("400", "bad"), TAKEN);
		assertThat(outcome.each(6)).extracting((one) -> one.getClass().getSimpleName())
			.containsExactly("Retry", "Delivered", "Retry", "Delivered", "Rejected", "Retry");
		assertThat(outcome.each(6).get(2)).isEqualTo(new Outcome.Retry(Reason.RATE_LIMITED,
				"it is sent again after the one before it with the same key: the stream did not take it: 429 slow",
				null));
	}

	@Test
	void judgeWhenLaterOfKeyFailsKeepsEarlierOnes() {
		assertThat(judge(List.of("a", "a"), TAKEN, failed("500", "later")).each(2))
			.extracting((one) -> one.getClass().getSimpleName())
			.containsExactly("Delivered", "Retry");
	}

	@Test
	void judgeWhenEarlierOfKeyIsGivenUpKeepsLaterOnes() {
		assertThat(judge(List.of("a", "a"), failed("413", "too large"), TAKEN).each(2))
			.extracting((one) -> one.getClass().getSimpleName())
			.containsExactly("Rejected", "Delivered");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			429,                 Retry,    RATE_LIMITED
			TooManyRequests,     Retry,    RATE_LIMITED
			408,                 Retry,    TIMEOUT
			500,                 Retry,    SERVER
			503,                 Retry,    SERVER
			InternalServerError, Retry,    SERVER
			200,                 Retry,    SERVER
			,                    Retry,    SERVER
			400,                 Rejected, CLIENT
			401,                 Rejected, AUTH
			404,                 Rejected, GONE
			413,                 Rejected, CLIENT
			""")
	void judgeClassifiesError(@Nullable String error, String outcome, Reason reason) {
		assertThat(judge(List.of("a"), failed(error, "told")).toString())
			.startsWith("%s[reason=%s".formatted(outcome, reason))
			.contains("told");
	}

	@Test
	void judgeWhenErrorIsLongCutsIt() {
		Outcome.Retry retry = (Outcome.Retry) judge(List.of("a"), failed("x".repeat(5_000), "y".repeat(5_000)));
		assertThat(retry.detail()).hasSizeLessThan(450);
	}

	@Test
	void judgeWhenResultsAreNotThoseOfTheRequestTakesNothingForGranted() {
		List<String> two = List.of("a", "b");
		assertUnrecognized(PutResults.judge(two, null));
		assertUnrecognized(PutResults.judge(two, PutMessagesResult.builder().failures(0).build()));
		assertUnrecognized(PutResults.judge(two, result(null, TAKEN, TAKEN)));
		assertUnrecognized(PutResults.judge(two, result(1, TAKEN, TAKEN)));
		assertUnrecognized(PutResults.judge(two, result(0, TAKEN, failed("429", "slow"))));
		assertUnrecognized(PutResults.judge(two, result(0, TAKEN)));
		assertUnrecognized(PutResults.judge(two, result(0, TAKEN, TAKEN, TAKEN)));
		assertUnrecognized(PutResults.judge(two, result(0, TAKEN, null)));
	}

	private static void assertUnrecognized(Outcome outcome) {
		assertThat(outcome.toString()).startsWith("Retry[reason=UNRECOGNIZED");
	}

	private static Outcome judge(List<String> keys, PutMessagesResultEntry... entries) {
		int failures = (int) Arrays.stream(entries).filter((entry) -> !entry.equals(TAKEN)).count();
		return PutResults.judge(keys, result(failures, entries));
	}

	private static PutMessagesResult result(@Nullable Integer failures, @Nullable PutMessagesResultEntry... entries) {
		return PutMessagesResult.builder().failures(failures).entries(Arrays.asList(entries)).build();
	}

	private static PutMessagesResultEntry failed(@Nullable String error, String message) {
		return PutMessagesResultEntry.builder().error(error).errorMessage(message).build();
	}

}
