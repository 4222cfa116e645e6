package io.onsrelay.presentation.vocabulary;

import io.onsrelay.presentation.vocabulary.EventType.Phase;

/**
 * An action as an English verb and noun.
 *
 * @param verb the verb, such as {@code launch}; empty where the action has no known one
 * @param participle the past participle of the verb, such as {@code launched}; empty
 * where there is no verb
 * @param noun what the verb is applied to, such as {@code instance}; what happened where
 * there is no verb
 */
public record ActionPhrase(String verb, String participle, String noun) {

	static ActionPhrase withoutVerb(String noun) {
		return new ActionPhrase("", "", noun);
	}

	/**
	 * Return a sentence about the action.
	 * @param phase the phase of the action
	 * @param failed whether it failed
	 * @param name the name of the resource; may be blank
	 * @return the sentence, without a full stop
	 */
	public String sentence(Phase phase, boolean failed, String name) {
		return this.verb.isEmpty() ? nounSentence(phase, failed, name) : verbSentence(phase, failed, name);
	}

	private String verbSentence(Phase phase, boolean failed, String name) {
		if (failed) {
			return "Failed to " + this.verb + named(" " + this.noun, ": ", name);
		}
		if (phase == Phase.BEGIN) {
			return capitalized(named(this.noun, " ", name)) + " is being " + this.participle;
		}
		return capitalized(named((this.noun + " " + this.participle).strip(), ": ", name));
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
