package io.onsrelay.audit;

import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a module keeps of the bodies of messages beside the one in the store, such as
 * their words in an index. It takes part where a body is erased.
 */
public interface BodyCopies {

	/**
	 * Return the names that are locked while a body is erased.
	 * @return the names, see {@link io.onsrelay.store.UnitOfWork#locks()}
	 */
	default Set<String> locks() {
		return Set.of();
	}

	/**
	 * Removes what is kept in the store of a body.
	 * @param jdbc the unit of work that erases the body, which has no bytes any more
	 * @param messageSeq the number of the message in the journal
	 */
	default void erase(JdbcClient jdbc, long messageSeq) {
	}

	/**
	 * Forgets what is kept in memory of a body, after the commit that erased it.
	 * @param messageSeq the number of the message in the journal
	 */
	default void forget(long messageSeq) {
	}

}
