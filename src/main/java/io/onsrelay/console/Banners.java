package io.onsrelay.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.onsrelay.console.view.Banner;
import io.onsrelay.routing.reload.RoutesStatus;
import io.onsrelay.search.IndexProgress;
import io.onsrelay.search.topic.TopicOverview;
import io.onsrelay.signature.SignatureMode;
import io.onsrelay.store.StoreUnavailableException;

/**
 * What each page says where something is not as an operator expects it.
 */
final class Banners {

	/**
	 * The index is always a moment behind.
	 */
	private static final int FAR_BEHIND = 100;

	private final StoreCheck store;

	private final Supplier<RoutesStatus> routes;

	private final Supplier<IndexProgress> index;

	private final Supplier<List<TopicOverview.TopicStatus>> topics;

	private final SignatureMode signatures;

	/**
	 * Creates the banners.
	 * @param store whether a message could be stored now
	 * @param routes which routes are loaded, and which are refused
	 * @param index how far the index is
	 * @param topics the topics
	 * @param signatures whether signatures are enforced
	 */
	Banners(StoreCheck store, Supplier<RoutesStatus> routes, Supplier<IndexProgress> index,
			Supplier<List<TopicOverview.TopicStatus>> topics, SignatureMode signatures) {
		this.store = store;
		this.routes = routes;
		this.index = index;
		this.topics = topics;
		this.signatures = signatures;
	}

	/**
	 * Return what to say now.
	 * @return the banners, the worst first
	 */
	List<Banner> all() {
		List<Banner> banners = new ArrayList<>();
		this.store.failure()
			.ifPresent((reason) -> banners.add(new Banner("error", "No message can be stored now.",
					"None is acknowledged until one can be: ONS sends them again for two hours. The store says: %s."
						.formatted(reason))));
		RoutesStatus status = this.routes.get();
		RoutesStatus.Refused refusal = status.refusal();
		if (refusal != null) {
			banners.add(new Banner("error", "The routes in the files are refused.",
					refusal.mistakes().getFirst() + " The routes before them stay.", "/routes", "Look at the routes"));
		}
		try {
			this.topics.get()
				.stream()
				.filter((topic) -> topic.silentSince() != null)
				.forEach(
						(topic) -> banners.add(new Banner("warning", "A topic is silent.",
								"%s has sent nothing for longer than it usually does."
									.formatted((topic.name() != null) ? topic.name() : topic.id()),
								"/topics", "Look at the topics")));
			IndexProgress progress = this.index.get();
			if (progress.rebuilding() || progress.behind() > FAR_BEHIND) {
				banners
					.add(new Banner("note", "The search index is behind by %,d messages.".formatted(progress.behind()),
							"What is newer is found by its ids and its type, and not by its words yet."));
			}
		}
		catch (StoreUnavailableException ex) {
			banners.add(new Banner("error", "The store can't be read now.",
					"What pages show may be missing or old. The log says why."));
		}
		if (this.signatures == SignatureMode.ENFORCE) {
			banners.add(new Banner("note", "Signatures are enforced.", "A message that does not verify is refused."));
		}
		if (!status.restartNeeded().isEmpty()) {
			banners.add(new Banner("note", "The files have changes that need a restart.",
					String.join(", ", status.restartNeeded()), "/routes", "Look at the routes"));
		}
		return banners;
	}

}
