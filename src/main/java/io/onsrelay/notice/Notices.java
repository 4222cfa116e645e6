package io.onsrelay.notice;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * Tells notices: each is logged, and kept and delivered as an accepted message is.
 */
public final class Notices {

	static final String ROUTE = "notices";

	private final Logger logger = LoggerFactory.getLogger(Notices.class);

	private final Store store;

	private final NoticeKeys keys;

	private final AcceptWork work;

	private final Dispatcher dispatcher;

	private final List<Destination> called;

	private final Collection<Destination> written;

	private final Supplier<MessageId> ids;

	private final Clock clock;

	private final MessageParser parser = new MessageParser();

	/**
	 * Creates it.
	 * @param store the store
	 * @param work what is written for an accepted message
	 * @param dispatcher wakes the lanes
	 * @param called the destinations that are told
	 * @param written the destinations in the same database that get every message
	 * @param ids the source of message ids
	 * @param clock the clock
	 */
	public Notices(Store store, AcceptWork work, Dispatcher dispatcher, List<Destination> called,
			Collection<Destination> written, Supplier<MessageId> ids, Clock clock) {
		this.store = store;
		this.keys = new NoticeKeys(store);
		this.work = work;
		this.dispatcher = dispatcher;
		this.called = List.copyOf(called);
		this.written = List.copyOf(written);
		this.ids = ids;
		this.clock = clock;
	}

	/**
	 * Tells a notice, if it was not told before.
	 * @param notice the notice
	 * @param claim finds out in the same unit of work whether this process is the one to
	 * tell it, and records that it is told: {@code true} for one replica, and once. It
	 * names the locks that it needs
	 * @return whether it was told
	 * @throws io.onsrelay.store.StoreUnavailableException if it could not be kept now:
	 * the claim is kept with the notice, or neither is
	 */
	public boolean tell(Notice notice, UnitOfWork<Boolean> claim) {
		Message message = NoticeMessage.of(notice, this.keys.of(notice.problem()), this.ids.get(), this.clock.instant(),
				this.parser);
		UnitOfWork<AcceptWork.Accepted> accept = this.work.acceptAlways(message,
				Stream.concat(this.called.stream(), this.written.stream())
					.map((destination) -> new Notification(message, destination, ROUTE, PresentationOverrides.NONE))
					.toList());
		Set<String> locks = new HashSet<>(claim.locks());
		locks.addAll(accept.locks());
		return this.store.tryWrite(UnitOfWork.locking(locks, (jdbc) -> tell(jdbc, claim, accept)),
				(result) -> committed(notice, result)) != Result.NOT_CLAIMED;
	}

	private Result tell(JdbcClient jdbc, UnitOfWork<Boolean> claim, UnitOfWork<AcceptWork.Accepted> accept) {
		if (!claim.run(jdbc)) {
			return Result.NOT_CLAIMED;
		}
		return (!this.called.isEmpty() && accept.run(jdbc).isNew()) ? Result.ENQUEUED : Result.LOGGED;
	}

	// Follows the commit, also one that is late
	private void committed(Notice notice, Result result) {
		if (result == Result.ENQUEUED) {
			this.dispatcher.dispatch(this.called);
		}
		if (result != Result.NOT_CLAIMED) {
			this.logger.atLevel(notice.over() ? Level.INFO : Level.WARN).log("{}: {}", notice.title(), notice.text());
		}
	}

	/**
	 * What was written.
	 */
	private enum Result {

		/**
		 * Nothing: the notice is told already.
		 */
		NOT_CLAIMED,

		/**
		 * The claim, and no delivery.
		 */
		LOGGED,

		/**
		 * The claim, and the notice with its deliveries.
		 */
		ENQUEUED

	}

}
