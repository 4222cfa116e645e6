package io.onsrelay.audit.verification;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHead;

/**
 * What entries of the service itself say: where the log was cut, and whose body was
 * erased.
 */
public final class OwnEntries {

	/**
	 * The kind of an entry that says where the log was cut.
	 */
	public static final String CUT = "CUT";

	/**
	 * The kind of an entry that says which body was erased.
	 */
	public static final String ERASURE = "ERASURE";

	private static final JsonMapper JSON = new JsonMapper();

	private OwnEntries() {
	}

	/**
	 * Reads an entry of a cut.
	 * @param at when the entry was received, in milliseconds since 1970-01-01 UTC
	 * @param body the body of the entry
	 * @return the cut; empty where the body says none
	 */
	public static Optional<Cut> cut(long at, byte[] body) {
		try {
			JsonNode json = JSON.readTree(body);
			return Optional
				.of(new Cut(at, new TreeHead(json.path("to").asLong(), TreeHash.ofBase64(json.path("root").asText())),
						json.path("checkpoint").asLong()));
		}
		catch (IOException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Reads an entry of an erasure.
	 * @param body the body of the entry; {@code null} where it is gone
	 * @return the id of the message and the digest of the body that was erased; empty
	 * where the body says none
	 */
	public static Optional<Erased> erased(byte @Nullable [] body) {
		if (body == null) {
			return Optional.empty();
		}
		try {
			JsonNode json = JSON.readTree(body);
			return Optional.of(new Erased(json.path("message").asText(), json.path("sha256").asText()));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/**
	 * A recorded cut.
	 *
	 * @param at when it was made, in milliseconds since 1970-01-01 UTC
	 * @param head the tree at the cut
	 * @param checkpoint the number of the checkpoint at the cut
	 */
	public record Cut(long at, TreeHead head, long checkpoint) {
	}

	/**
	 * A recorded erasure.
	 *
	 * @param messageId the id of the message
	 * @param sha256 the digest of the body that was erased, in hexadecimal digits
	 */
	public record Erased(String messageId, String sha256) {
	}

}
