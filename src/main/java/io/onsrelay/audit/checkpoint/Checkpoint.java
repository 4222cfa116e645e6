package io.onsrelay.audit.checkpoint;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.onsrelay.audit.note.MalformedNoteException;
import io.onsrelay.audit.note.VerifierKey;
import io.onsrelay.audit.tree.TreeHash;
import io.onsrelay.audit.tree.TreeHead;

/**
 * The head of the tree at some time, as the text of a signed note
 * (https://c2sp.org/tlog-checkpoint) with extension lines of this service.
 *
 * <pre>
 * origin
 * size
 * base64(root)
 * checkpoint number
 * time 2026-03-01T12:00:00.000Z
 * previous-key name+id+key    only where the key changes, as the next line
 * next-key name+id+key
 * </pre>
 *
 * @param origin the name of the log
 * @param head the head of the tree
 * @param number 1 for the first checkpoint, then one more for each: a gap is evidence
 * @param madeAt when it was made, in milliseconds
 * @param rotation the two keys, where the key changes
 */
public record Checkpoint(String origin, TreeHead head, long number, Instant madeAt, Optional<KeyRotation> rotation) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withResolverStyle(ResolverStyle.STRICT)
		.withZone(ZoneOffset.UTC);

	private static final String NUMBER = "checkpoint ";

	private static final String MADE_AT = "time ";

	private static final String PREVIOUS_KEY = "previous-key ";

	private static final String NEXT_KEY = "next-key ";

	private static final int LINES = 5;

	/** Years of four digits. */
	private static final int TIME_LENGTH = 24;

	/**
	 * Cuts the time to milliseconds.
	 * @param origin the name of the log
	 * @param head the head of the tree
	 * @param number 1 for the first checkpoint
	 * @param madeAt when it was made
	 * @param rotation the two keys, where the key changes
	 */
	public Checkpoint {
		madeAt = madeAt.truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * Parses the text of a note.
	 * @param text the text, as {@link #text()} returns it
	 * @return the checkpoint
	 * @throws MalformedNoteException if it is something else, or written in another way
	 */
	public static Checkpoint parse(String text) {
		String[] lines = text.split("\n", -1);
		boolean rotates = lines.length == LINES + 3;
		if ((lines.length != LINES + 1 && !rotates) || lines[0].isBlank()) {
			throw new MalformedNoteException(
					"A checkpoint has %d lines, or %d, and this has %d".formatted(LINES, LINES + 2, lines.length - 1));
		}
		try {
			Checkpoint checkpoint = new Checkpoint(lines[0],
					new TreeHead(Long.parseLong(lines[1]), TreeHash.ofBase64(lines[2])),
					Long.parseLong(value(lines[3], NUMBER)), Instant.from(TIME.parse(value(lines[4], MADE_AT))),
					rotates ? Optional.of(rotation(lines)) : Optional.empty());
			if (checkpoint.head.size() < 0 || checkpoint.number < 1
					|| lines[4].length() != MADE_AT.length() + TIME_LENGTH || !checkpoint.text().equals(text)) {
				throw new MalformedNoteException("A number, the root or the time of the checkpoint is written wrongly");
			}
			return checkpoint;
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			throw new MalformedNoteException("A number, the root or the time of the checkpoint is wrong");
		}
	}

	private static KeyRotation rotation(String[] lines) {
		return new KeyRotation(VerifierKey.parse(value(lines[LINES], PREVIOUS_KEY)),
				VerifierKey.parse(value(lines[LINES + 1], NEXT_KEY)));
	}

	private static String value(String line, String name) {
		if (!line.startsWith(name)) {
			throw new MalformedNoteException("A line of the checkpoint should begin with '%s'".formatted(name.strip()));
		}
		return line.substring(name.length());
	}

	/**
	 * Return the text of the note.
	 * @return five lines, or seven in a rotation, each of which ends with a new line
	 */
	public String text() {
		StringBuilder text = new StringBuilder();
		text.append(this.origin).append('\n');
		text.append(this.head.size()).append('\n');
		text.append(this.head.root().base64()).append('\n');
		text.append(NUMBER).append(this.number).append('\n');
		text.append(MADE_AT).append(TIME.format(this.madeAt)).append('\n');
		this.rotation.ifPresent((keys) -> {
			text.append(PREVIOUS_KEY).append(keys.previous()).append('\n');
			text.append(NEXT_KEY).append(keys.next()).append('\n');
		});
		return text.toString();
	}

	/**
	 * What a checkpoint that both keys sign says of them: each key vouches for the other
	 * one.
	 *
	 * @param previous the key that signed the checkpoints before
	 * @param next the key that signs this one and those after it
	 */
	public record KeyRotation(VerifierKey previous, VerifierKey next) {
	}

}
