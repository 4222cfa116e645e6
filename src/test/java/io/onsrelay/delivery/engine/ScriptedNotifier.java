package io.onsrelay.delivery.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;

import io.onsrelay.notifier.Batching;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;

/**
 * Answers what it is told to, then that everything is delivered, and remembers what it
 * was given.
 */
public class ScriptedNotifier implements Notifier {

	private final int batchLimit;

	private final Queue<Outcome> script = new ArrayDeque<>();

	private Outcome otherwise = Outcome.delivered();

	private final List<List<Notification>> batches = Collections.synchronizedList(new ArrayList<>());

	public ScriptedNotifier(int batchLimit) {
		this.batchLimit = batchLimit;
	}

	public void answers(Outcome... outcomes) {
		this.script.addAll(Arrays.asList(outcomes));
	}

	/**
	 * What it answers when the script is at its end.
	 */
	public void answersAlways(Outcome outcome) {
		this.otherwise = outcome;
	}

	@Override
	public Outcome deliver(List<Notification> batch) {
		this.batches.add(List.copyOf(batch));
		Outcome scripted = this.script.poll();
		return (scripted != null) ? scripted : this.otherwise;
	}

	@Override
	public Batching batching() {
		return new Batching(2, this.batchLimit);
	}

	/**
	 * The event ids it was given, in their order, one list a call.
	 */
	public List<List<String>> calls() {
		return this.batches.stream()
			.map((batch) -> batch.stream()
				.map((notification) -> notification.message().headers().messageId().orElseThrow())
				.toList())
			.toList();
	}

	public List<Notification> notifications() {
		return this.batches.stream().flatMap(List::stream).toList();
	}

}
