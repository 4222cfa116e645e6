package io.onsrelay.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import io.onsrelay.standin.OnsDelivery;
import io.onsrelay.standin.PagerDutyEvent;
import io.onsrelay.standin.SlackPost;

/**
 * Plays the main job: a command sets OCI up, the service confirms the subscription, and
 * then ONS delivers what happens in a tenancy on a busy day.
 */
public final class Rehearsal {

	private final Stage stage;

	private final Narrator narrator;

	private final Pace pace;

	Rehearsal(Stage stage, Narrator narrator, Pace pace) {
		this.stage = stage;
		this.narrator = narrator;
		this.pace = pace;
	}

	/**
	 * Starts the service, plays all scenes and leaves the service running.
	 * @param args {@code --once} to end after the last scene instead, with an exit status
	 * that tells whether everything arrived as it should
	 * @throws InterruptedException if the rehearsal is interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		boolean once = List.of(args).contains("--once");
		Stage stage = new Stage(8080, 8081);
		Narrator narrator = new Narrator(System.out);
		stage.sampleTraffic();
		boolean asExpected = new Rehearsal(stage, narrator, once ? Pace.OF_A_TEST : Pace.OF_A_READER).play(Scene.ALL);
		if (once) {
			stage.close();
			System.exit(asExpected ? 0 : 1);
		}
		stage.slack().onPost(narrator::posted);
		stage.pagerDuty().onEvent((event) -> narrator.alerted(event, stage.pagerDuty().incidents()));
		narrator.keepRunning(stage);
	}

	/**
	 * Plays scenes, after the set-up without which none could be played.
	 * @param scenes the scenes
	 * @return {@code true} if everything arrived as it should
	 * @throws InterruptedException if it is interrupted
	 */
	boolean play(List<Scene> scenes) throws InterruptedException {
		this.narrator.open(this.stage);
		boolean confirmed = provision();
		List<Played> played = new ArrayList<>();
		if (confirmed) {
			for (Scene scene : scenes) {
				played.add(play(played.size() + 1, scene));
			}
		}
		this.narrator.summary(confirmed, played);
		return confirmed && played.stream().allMatch(Played::asExpected);
	}

	private boolean provision() throws InterruptedException {
		this.narrator.scene(0, "the command provision sets topic, subscription and rules up");
		boolean active = this.stage.provision(this.narrator::printed);
		this.narrator.confirmed(active);
		return active;
	}

	private Played play(int number, Scene scene) {
		Tally before = this.stage.tally();
		int events = this.stage.pagerDuty().events().size();
		this.narrator.scene(number, "ONS: " + scene.title());
		OnsDelivery delivery = this.stage.publish(scene.body());
		this.narrator.answered(delivery);
		awaitArrival(before, scene.expected());
		pause();
		Tally after = this.stage.tally();
		tell(this.stage.slack().posts().subList(before.slack(), after.slack()),
				this.stage.pagerDuty().events().stream().skip(events).toList(), after.minus(before));
		Played played = new Played(scene, delivery, after.minus(before));
		this.narrator.judged(played);
		return played;
	}

	private void awaitArrival(Tally before, Tally expected) {
		try {
			Awaitility.await()
				.atMost(this.pace.patience())
				.pollInterval(Duration.ofMillis(20))
				.until(() -> this.stage.tally().minus(before).equals(expected));
		}
		catch (ConditionTimeoutException ex) {
			// What is missing is told with the scene, and in the summary.
		}
	}

	/**
	 * Leaves a person time to read, and what should not arrive time to arrive.
	 */
	private void pause() {
		LockSupport.parkNanos(this.pace.readingTime().toNanos());
	}

	private void tell(List<SlackPost> posts, List<PagerDutyEvent> events, Tally arrived) {
		posts.forEach(this.narrator::posted);
		events.forEach((event) -> this.narrator.alerted(event, this.stage.pagerDuty().incidents()));
		this.narrator.audited(arrived.audit());
	}

}
