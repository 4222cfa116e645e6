package io.onsrelay.audit.sink;

import java.io.IOException;

import io.onsrelay.audit.checkpoint.StoredCheckpoint;

/**
 * A place outside of the database that gets each checkpoint, in the order of their
 * numbers.
 */
interface CheckpointSink {

	/**
	 * Return the kind of place.
	 * @return the value of the meters' tag
	 */
	String kind();

	/**
	 * Return what tells this place from others of its kind. Another place begins with the
	 * newest checkpoint.
	 * @return the key under which it is kept how far the place has got
	 */
	String name();

	/**
	 * Puts a checkpoint there. It may be there already, since this service may have been
	 * stopped before it was noted.
	 * @param checkpoint the checkpoint
	 * @throws IOException if it is not known to be there, or another one of this number
	 * is; the message says why, and what to do
	 */
	void put(StoredCheckpoint checkpoint) throws IOException;

}
