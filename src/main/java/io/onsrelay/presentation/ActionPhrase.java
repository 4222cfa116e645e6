package io.onsrelay.presentation;

import io.onsrelay.presentation.EventType.Phase;

/**
 * An action in words: what is done, and to what.
 *
 * @param verb what is done, such as {@code launch}; empty where no verb is known
 * @param noun to what, such as {@code instance}
 */
record ActionPhrase(String verb, String noun) {

	/**
	 * Return what happened as a sentence.
	 * @param phase where the action stands
	 * @param failed whether it went wrong
	 * @param name the name of what it happened to; may be empty
	 * @return the sentence
	 */
	String sentence(Phase phase, boolean failed, String name) {
		return this.verb.isEmpty() ? nounSentence(phase, failed, name) : verbSentence(phase, failed, name);
	}

	private String verbSentence(Phase phase, boolean failed, String name) {
		if (failed) {
			return "Failed to " + this.verb + named(" " + this.noun, ": ", name);
		}
		String done = OciVocabulary.participle(this.verb);
		if (phase == Phase.BEGIN) {
			return capitalized(named(this.noun, " ", name)) + " is being " + done;
		}
		return capitalized(named((this.noun + " " + done).strip(), ": ", name));
	}

	private String nounSentence(Phase phase, boolean failed, String name) {
		String what = this.noun;
		if (failed) {
			what += " failed";
		}
		else if (phase != Phase.NONE) {
			what += (phase == Phase.BEGIN) ? " began" : " ended";
		}
		return capitalized(named(what, ": ", name));
	}

	private static String named(String what, String between, String name) {
		return name.isBlank() ? what : what + between + name;
	}

	private static String capitalized(String text) {
		return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
	}

}
