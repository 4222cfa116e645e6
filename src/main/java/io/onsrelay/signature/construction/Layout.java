package io.onsrelay.signature.construction;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

import io.onsrelay.signature.construction.SignedMessage.Field;

/**
 * How the fields become one sequence of bytes.
 */
enum Layout {

	/**
	 * The values, one directly behind the other.
	 */
	PLAIN {

		@Override
		byte[] bytes(SignedMessage message, List<Field> fields) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			fields.forEach((field) -> bytes.writeBytes(message.bytes(field)));
			return bytes.toByteArray();
		}

	},

	/**
	 * A line with the name and a line with the value, sorted by name, as Amazon SNS signs
	 * its messages
	 * (https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html).
	 */
	LINES {

		@Override
		byte[] bytes(SignedMessage message, List<Field> fields) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			fields.stream().sorted(Comparator.comparing(Field::key)).forEach((field) -> {
				bytes.writeBytes((field.key() + "\n").getBytes(StandardCharsets.US_ASCII));
				bytes.writeBytes(message.bytes(field));
				bytes.write('\n');
			});
			return bytes.toByteArray();
		}

	};

	abstract byte[] bytes(SignedMessage message, List<Field> fields);

}
