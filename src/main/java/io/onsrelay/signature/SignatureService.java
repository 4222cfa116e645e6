package io.onsrelay.signature;

import java.time.Clock;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.event.Body;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.signature.SignatureJudge.Candidates;
import io.onsrelay.signature.construction.SignedMessage;
import io.onsrelay.timing.Allowance;

/**
 * What the endpoint asks about signatures: before a message is stored whether it may be,
 * and after its acknowledgement nothing, since the check is made in the background.
 */
public final class SignatureService {

	/**
	 * How long a request waits for a certificate. ONS gives up after five seconds.
	 */
	private static final Duration CERTIFICATE_WAIT = Duration.ofSeconds(2);

	private static final int LINES_PER_MINUTE = 5;

	private final Logger logger = LoggerFactory.getLogger(SignatureService.class);

	private final SignatureMode mode;

	private final SignatureJudge judge;

	private final KnownConstructions known;

	private final SignatureWorker worker;

	private final SignatureMetrics metrics;

	private final Clock clock;

	private final Allowance lines;

	SignatureService(SignatureMode mode, SignatureJudge judge, KnownConstructions known, SignatureWorker worker,
			SignatureMetrics metrics, Clock clock) {
		this.mode = mode;
		this.judge = judge;
		this.known = known;
		this.worker = worker;
		this.metrics = metrics;
		this.clock = clock;
		this.lines = new Allowance(LINES_PER_MINUTE, clock);
	}

	/**
	 * Decides whether a message may be accepted. It may in every mode but
	 * {@link SignatureMode#ENFORCE}; there the check is made at once, and waits two
	 * seconds at most for a certificate that is not known yet.
	 * @param headers its headers
	 * @param body its exact bytes
	 * @return the decision
	 */
	public SignatureAdmission admit(OnsHeaders headers, Body body) {
		if (this.mode != SignatureMode.ENFORCE) {
			return SignatureAdmission.ADMITTED;
		}
		SignedMessage message = SignedMessage.of(headers, body);
		SignatureVerdict verdict = this.judge.judge(message, this.clock.instant(), CERTIFICATE_WAIT,
				new Candidates(this.known.of(message), () -> false));
		this.metrics.count(message.version(), verdict);
		SignatureAdmission admission = admission(verdict);
		if (admission == SignatureAdmission.ADMITTED) {
			verdict.construction().ifPresent((construction) -> this.known.add(message, construction));
			this.worker.wake();
		}
		else if (this.lines.tryUse()) {
			log(message, verdict, admission);
		}
		return admission;
	}

	private static SignatureAdmission admission(SignatureVerdict verdict) {
		return switch (verdict.outcome()) {
			case VERIFIED -> SignatureAdmission.ADMITTED;
			case MISMATCHED, UNSIGNED, CERTIFICATE_REFUSED, CERTIFICATE_INVALID, SKIPPED -> SignatureAdmission.REFUSED;
			case CERTIFICATE_UNAVAILABLE -> SignatureAdmission.UNDECIDED;
		};
	}

	private void log(SignedMessage message, SignatureVerdict verdict, SignatureAdmission admission) {
		String topic = message.topic().isEmpty() ? "no topic" : "topic " + message.topic();
		if (admission == SignatureAdmission.UNDECIDED) {
			this.logger.warn("A message of {} is not accepted now, and ONS has to send it again: {}", topic,
					verdict.detail());
		}
		else {
			this.logger.error(
					"A message of {} with SignatureVersion {} is refused and not stored: {}. ONS sends a message of its "
							+ "own again; it is accepted if relay.ingest.signature is report by then",
					topic, message.version(), verdict.detail());
		}
	}

	/**
	 * Notes a message that is new and on disk. In the mode {@link SignatureMode#REPORT},
	 * its signature is checked in the background.
	 * @param headers its headers
	 * @param body its exact bytes
	 */
	public void accepted(OnsHeaders headers, Body body) {
		if (this.mode == SignatureMode.REPORT) {
			this.worker.offer(headers, body);
		}
	}

}
