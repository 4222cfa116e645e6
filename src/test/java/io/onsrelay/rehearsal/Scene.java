package io.onsrelay.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * One message of the rehearsal and what should come of it.
 *
 * @param title what happens, for the person who watches
 * @param resource the file that holds the body
 * @param answer the status word that the relay should answer
 * @param expected what should arrive
 */
record Scene(String title, String resource, String answer, Tally expected) {

	private static final Tally TOLD = new Tally(1, 0, 0, 1);

	private static final Tally OPENED = new Tally(1, 1, 0, 1);

	private static final Tally RESOLVED = new Tally(1, 0, 1, 1);

	private static final Tally KEPT = new Tally(0, 0, 0, 1);

	/**
	 * The scenes in their order.
	 */
	static final List<Scene> ALL = List.of(
			new Scene("instance web-1: launch begins", "instance-launch-begin.json", "accepted", TOLD),
			new Scene("instance web-1: launch ends", "instance-launch-end.json", "accepted", TOLD),
			new Scene("instance web-1: stop begins", "instance-stop-begin.json", "accepted", TOLD),
			new Scene("instance web-1: stop ends", "instance-stop-end.json", "accepted", OPENED),
			new Scene("the same stop by a second rule", "instance-stop-end.json", "duplicate", Tally.NOTHING),
			new Scene("instance web-1: start begins", "instance-start-begin.json", "accepted", TOLD),
			new Scene("instance web-1: start ends", "instance-start-end.json", "accepted", RESOLVED),
			new Scene("bucket invoices: created", "bucket-create.json", "accepted", TOLD),
			new Scene("alarm on db-1: fires", "alarm-firing.json", "accepted", OPENED),
			new Scene("alarm on db-1: clears", "alarm-clearing.json", "accepted", RESOLVED),
			new Scene("Cloud Guard problem: silenced", "cloud-guard-problem.json", "accepted", KEPT),
			new Scene("alarm with unescaped quotes", "alarm-malformed.txt", "accepted", TOLD),
			new Scene("instance web-1: termination begins", "instance-terminate-begin.json", "accepted", TOLD),
			new Scene("instance web-1: termination ends", "instance-terminate-end.json", "accepted", TOLD));

	String body() {
		try (InputStream in = Objects.requireNonNull(Scene.class.getResourceAsStream("/rehearsal/" + this.resource))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
