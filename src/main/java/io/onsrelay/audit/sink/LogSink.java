package io.onsrelay.audit.sink;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.audit.checkpoint.CheckpointLine;
import io.onsrelay.audit.checkpoint.StoredCheckpoint;

/**
 * Writes checkpoints to the log of the service, which is often kept by another
 * administrator.
 */
final class LogSink implements CheckpointSink {

	private final Logger logger = LoggerFactory.getLogger(LogSink.class);

	@Override
	public String kind() {
		return "log";
	}

	@Override
	public String name() {
		return "log";
	}

	@Override
	public void put(StoredCheckpoint checkpoint) {
		this.logger.info("Checkpoint {} of the audit log covers {} records: note={}", checkpoint.number(),
				checkpoint.size(), CheckpointLine.of(checkpoint.note()));
	}

}
