package io.onsrelay.cli.audit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import picocli.CommandLine.Option;

import io.onsrelay.audit.note.MalformedNoteException;
import io.onsrelay.audit.note.VerifierKey;

/**
 * The keys that an operator trusts.
 */
final class TrustedKeyOptions {

	@Option(names = "--key", paramLabel = "KEY",
			description = "A key that signs checkpoints, name+id+key, as the service logs it at its start. May be "
					+ "repeated; keys that replaced it or that it replaced are trusted too.")
	private List<String> keys = List.of();

	/**
	 * Return the keys.
	 * @throws IllegalArgumentException if one is none, with a sentence for the user
	 */
	Set<VerifierKey> parse() {
		Set<VerifierKey> parsed = new LinkedHashSet<>();
		for (String key : this.keys) {
			try {
				parsed.add(VerifierKey.parse(key.strip()));
			}
			catch (MalformedNoteException ex) {
				throw new IllegalArgumentException("--key is not a key: %s".formatted(ex.getMessage()), ex);
			}
		}
		return parsed;
	}

}
