package io.onsrelay.search.index;

/**
 * How far the index is, by numbers in the journal.
 *
 * @param format the format of what is indexed
 * @param position every message up to this one is indexed, and none is added there any
 * more
 * @param indexedTo the newest message that is indexed
 * @param rebuildTo up to this one the index is being built anew; zero if it is not
 */
public record IndexState(int format, long position, long indexedTo, long rebuildTo) {
}
