package io.onsrelay.audit.sink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.onsrelay.audit.bucket.CheckpointBucket;
import io.onsrelay.audit.checkpoint.StoredCheckpoint;
import io.onsrelay.audit.settings.AuditProperties;
import io.onsrelay.oci.OciSdk;

/**
 * Puts checkpoints into a bucket of Object Storage.
 */
final class BucketSink implements CheckpointSink {

	private final CheckpointBucket bucket;

	private final String name;

	BucketSink(OciSdk sdk, AuditProperties.Bucket settings) {
		this.bucket = new CheckpointBucket(sdk, settings);
		this.name = "bucket:%s/%s/%s".formatted(settings.namespace(), settings.name(), settings.prefix());
	}

	@Override
	public String kind() {
		return "bucket";
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public void put(StoredCheckpoint checkpoint) throws IOException {
		this.bucket.put(checkpoint.number(), checkpoint.note().getBytes(StandardCharsets.UTF_8));
	}

}
