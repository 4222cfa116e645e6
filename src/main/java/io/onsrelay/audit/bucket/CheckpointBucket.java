package io.onsrelay.audit.bucket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;

import com.oracle.bmc.http.client.HttpRequest;
import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.objectstorage.ObjectStorageClient;
import com.oracle.bmc.objectstorage.model.ListObjects;
import com.oracle.bmc.objectstorage.model.ObjectSummary;
import com.oracle.bmc.objectstorage.requests.GetObjectRequest;
import com.oracle.bmc.objectstorage.requests.ListObjectsRequest;
import com.oracle.bmc.objectstorage.requests.PutObjectRequest;
import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.settings.AuditProperties;
import io.onsrelay.oci.OciClients;
import io.onsrelay.oci.OciCredentialsException;
import io.onsrelay.oci.OciSdk;

/**
 * Checkpoints in a bucket: one object for each, whose names sort by their numbers. An
 * object that is there is never replaced.
 */
public final class CheckpointBucket {

	private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

	private static final int PRECONDITION_FAILED = 412;

	/** More than a note may have. */
	private static final int MAX_BYTES = 1_000_000;

	private static final String CODE = "[A-Za-z0-9]{1,80}";

	private static final String REQUEST_ID = "[A-Za-z0-9/._-]{1,120}";

	private final OciSdk sdk;

	private final AuditProperties.Bucket settings;

	private @Nullable ObjectStorageClient client;

	/**
	 * Creates the access to a bucket. Nothing is called for that.
	 * @param sdk the SDK
	 * @param settings the bucket
	 */
	public CheckpointBucket(OciSdk sdk, AuditProperties.Bucket settings) {
		this.sdk = sdk;
		this.settings = settings;
	}

	/**
	 * Return the name of the object of a checkpoint.
	 * @param number the number of the checkpoint
	 * @return such as {@code prefix/checkpoint-000000000042}
	 */
	public String objectName(long number) {
		return "%scheckpoint-%012d".formatted(this.settings.prefix(), number);
	}

	/**
	 * Puts a checkpoint into the bucket, unless it is there.
	 * @param number the number of the checkpoint
	 * @param note the note in UTF-8
	 * @throws IOException if it is not known to be there, or another one of this number
	 * is; the message says why and what to do, without secrets
	 */
	public void put(long number, byte[] note) throws IOException {
		String name = objectName(number);
		boolean created = call((storage) -> create(storage, name, note));
		if (!created && !Arrays.equals(call((storage) -> read(storage, name)), note)) {
			throw new BucketException(
					("the bucket has another checkpoint %d: the database was restored from a backup, or "
							+ "another service writes to this bucket. Keep the bucket as evidence, and set another "
							+ "relay.audit.bucket.prefix")
						.formatted(number));
		}
	}

	private boolean create(ObjectStorageClient storage, String name, byte[] note) {
		try {
			storage.putObject(PutObjectRequest.builder()
				.namespaceName(this.settings.namespace())
				.bucketName(this.settings.name())
				.objectName(name)
				.ifNoneMatch("*")
				.contentType("text/plain; charset=utf-8")
				.contentLength((long) note.length)
				.putObjectBody(new ByteArrayInputStream(note))
				.invocationCallback(CheckpointBucket::withoutExpect)
				.build());
			return true;
		}
		catch (BmcException ex) {
			if (ex.getStatusCode() == PRECONDITION_FAILED) {
				return false;
			}
			throw ex;
		}
	}

	/**
	 * The SDK adds {@code Expect: 100-continue} to each put, whatever the connector is
	 * told: where the answer is late, that takes longer than to send the few bytes of a
	 * note.
	 */
	private static void withoutExpect(HttpRequest request) {
		request.headers().remove("Expect");
	}

	private byte[] read(ObjectStorageClient storage, String name) {
		try (InputStream body = storage
			.getObject(GetObjectRequest.builder()
				.namespaceName(this.settings.namespace())
				.bucketName(this.settings.name())
				.objectName(name)
				.build())
			.getInputStream()) {
			return body.readNBytes(MAX_BYTES);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Reads all checkpoints of the bucket, in the order of their numbers.
	 * @param reader takes each note, of which nothing is verified
	 * @throws IOException if not all of them can be read
	 */
	public void readAll(NoteReader reader) throws IOException {
		for (String start = objectName(0); start != null;) {
			String from = start;
			ListObjects page = call((storage) -> list(storage, from));
			for (ObjectSummary object : page.getObjects()) {
				String name = object.getName();
				reader.read(name, call((storage) -> read(storage, name)));
			}
			start = page.getNextStartWith();
		}
	}

	private ListObjects list(ObjectStorageClient storage, String start) {
		return storage
			.listObjects(ListObjectsRequest.builder()
				.namespaceName(this.settings.namespace())
				.bucketName(this.settings.name())
				.prefix(this.settings.prefix() + "checkpoint-")
				.start(start)
				.build())
			.getListObjects();
	}

	private <T> T call(Function<ObjectStorageClient, T> call) throws BucketException {
		try {
			return call.apply(client());
		}
		// The SDK throws any of these, also for a network that fails
		catch (RuntimeException ex) {
			throw new BucketException(reason(ex));
		}
	}

	private synchronized ObjectStorageClient client() {
		ObjectStorageClient opened = this.client;
		if (opened == null) {
			opened = OciClients.of(this.sdk)
				.open(ObjectStorageClient.builder().isStreamWarningEnabled(false), this.settings.endpoint(), "",
						READ_TIMEOUT);
			this.client = opened;
		}
		return opened;
	}

	private String reason(RuntimeException ex) {
		if (ex instanceof OciCredentialsException) {
			return String.valueOf(ex.getMessage());
		}
		if (ex instanceof BmcException answer && !answer.isClientSide()) {
			String code = answer.getServiceCode();
			String id = answer.getOpcRequestId();
			return "HTTP %d%s%s%s".formatted(answer.getStatusCode(),
					(code != null && code.matches(CODE)) ? " " + code : "",
					(id != null && id.matches(REQUEST_ID)) ? " (opc-request-id %s)".formatted(id) : "",
					advice(answer.getStatusCode()));
		}
		return "Object Storage was not reached, or gave no answer that can be read (%s): check the network and "
			.formatted(ex.getClass().getSimpleName()) + "relay.audit.bucket.endpoint";
	}

	private String advice(int status) {
		return switch (status) {
			case 401 -> ": check relay.oci.auth, the key and its fingerprint, and the clock of this machine";
			case 404 -> (": the bucket %s in the namespace %s is gone or, more often, a policy is missing: allow this "
					+ "principal to manage objects in the compartment of the bucket where any "
					+ "{request.permission='OBJECT_CREATE', request.permission='OBJECT_READ', "
					+ "request.permission='OBJECT_INSPECT'}")
				.formatted(this.settings.name(), this.settings.namespace());
			default -> "";
		};
	}

	/**
	 * Takes the notes of a bucket.
	 */
	@FunctionalInterface
	public interface NoteReader {

		/**
		 * Takes a note.
		 * @param name the name of the object
		 * @param note what it has, up to 1,000,000 bytes
		 */
		void read(String name, byte[] note);

	}

}
