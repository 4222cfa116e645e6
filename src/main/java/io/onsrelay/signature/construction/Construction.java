package io.onsrelay.signature.construction;

import java.security.PublicKey;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.onsrelay.signature.construction.SignedMessage.Field;

/**
 * One way in which ONS may sign a message. Oracle documents none. What is known is that
 * the signed text begins with the message's type, its id, the topic's OCID, the topic's
 * name and the body, joined without separators
 * (https://github.com/oracle/oci-go-sdk/issues/314); what follows, the digest and the
 * padding are not. A signature of RSA does not verify by chance, so a construction that
 * verifies is the right one. docs/signatures.md lists them all.
 */
public final class Construction {

	private static final List<Field> PREFIX = List.of(Field.MESSAGE_TYPE, Field.MESSAGE_ID, Field.TOPIC_OCID,
			Field.TOPIC_NAME, Field.BODY);

	/**
	 * The version whose signatures may be made with SHA-1.
	 */
	private static final String FIRST_VERSION = "1.0";

	private static final List<Construction> ALL = list();

	private final Layout layout;

	private final Tail tail;

	private final SigningMethod method;

	private final List<Field> fields;

	private Construction(Layout layout, Tail tail, SigningMethod method) {
		this.layout = layout;
		this.tail = tail;
		this.method = method;
		this.fields = Stream.concat(PREFIX.stream(), tail.fields().stream()).toList();
	}

	/**
	 * Return every construction.
	 * @return 40 constructions, the more plausible ones first
	 */
	public static List<Construction> all() {
		return ALL;
	}

	/**
	 * Finds a construction.
	 * @param name its name
	 * @return the construction; empty if there is none of this name
	 */
	public static Optional<Construction> named(String name) {
		return ALL.stream().filter((construction) -> construction.name().equals(name)).findFirst();
	}

	private static List<Construction> list() {
		List<Tail> usual = List.of(Tail.TIMESTAMP, Tail.TIMESTAMP_Z, Tail.NONE);
		List<Tail> versioned = List.of(Tail.TIMESTAMP_VERSION, Tail.VERSION);
		List<SigningMethod> sha256 = List.of(SigningMethod.SHA256, SigningMethod.SHA256_RAW, SigningMethod.SHA256_HEX,
				SigningMethod.SHA256_BASE64, SigningMethod.PSS);
		return Stream
			.of(each(Layout.PLAIN, usual, sha256), each(Layout.PLAIN, usual, List.of(SigningMethod.SHA1)),
					each(Layout.PLAIN, versioned, sha256),
					each(Layout.LINES, usual,
							List.of(SigningMethod.SHA256, SigningMethod.SHA256_RAW, SigningMethod.PSS)),
					each(Layout.LINES, usual, List.of(SigningMethod.SHA1)))
			.flatMap(Collection::stream)
			.toList();
	}

	private static List<Construction> each(Layout layout, List<Tail> tails, List<SigningMethod> methods) {
		return tails.stream()
			.flatMap((tail) -> methods.stream().map((method) -> new Construction(layout, tail, method)))
			.toList();
	}

	/**
	 * Return the name in the configuration, in meters, in the store and in the
	 * documentation. It never changes its meaning.
	 * @return a name such as {@code plain-timestamp-sha256}
	 */
	public String name() {
		return Stream.of(this.layout, this.tail, this.method)
			.map((part) -> part.name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.reduce((first, second) -> first + "-" + second)
			.orElseThrow();
	}

	/**
	 * Return whether a message could be signed so: it has every field of the tail, and
	 * SHA-1 is for version 1.0 only.
	 * @param message the message
	 * @return {@code true} if it is worth a try
	 */
	public boolean suits(SignedMessage message) {
		return (this.method != SigningMethod.SHA1 || message.version().equals(FIRST_VERSION))
				&& this.tail.fields().stream().allMatch(message::has);
	}

	/**
	 * Return whether the signature of a message is of this construction.
	 * @param message the message
	 * @param key the key of its certificate
	 * @return {@code true} if it verifies
	 */
	public boolean verifies(SignedMessage message, PublicKey key) {
		return suits(message) && message.signature()
			.filter((signature) -> this.method.verifies(signedBytes(message), key, signature))
			.isPresent();
	}

	/**
	 * Return the bytes that this construction signs.
	 */
	byte[] signedBytes(SignedMessage message) {
		return this.layout.bytes(message, this.fields);
	}

	@Override
	public String toString() {
		return name();
	}

	/**
	 * What follows the known fields.
	 */
	private enum Tail {

		/**
		 * Nothing.
		 */
		NONE,

		/**
		 * The timestamp as ONS has sent it.
		 */
		TIMESTAMP,

		/**
		 * The timestamp with {@code Z} in place of the offset.
		 */
		TIMESTAMP_Z,

		/**
		 * The version of the signature.
		 */
		VERSION,

		/**
		 * The timestamp as sent, and the version of the signature.
		 */
		TIMESTAMP_VERSION;

		List<Field> fields() {
			return switch (this) {
				case NONE -> List.of();
				case TIMESTAMP -> List.of(Field.TIMESTAMP);
				case TIMESTAMP_Z -> List.of(Field.TIMESTAMP_Z);
				case VERSION -> List.of(Field.SIGNATURE_VERSION);
				case TIMESTAMP_VERSION -> List.of(Field.TIMESTAMP, Field.SIGNATURE_VERSION);
			};
		}

	}

}
