package io.onsrelay.search.index;

import java.util.List;
import java.util.Set;

import io.onsrelay.event.Severity;
import io.onsrelay.presentation.Presentation;

/**
 * What is indexed of a message.
 *
 * @param seq its number in the journal
 * @param severity its severity as presented
 * @param status its status as presented
 * @param title its title
 * @param words its words, in the order of the text
 * @param terms the digests of its values
 */
record IndexEntry(long seq, Severity severity, Presentation.Status status, String title, List<String> words,
		Set<Long> terms) {
}
