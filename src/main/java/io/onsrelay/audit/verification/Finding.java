package io.onsrelay.audit.verification;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with the log: the first of its kind.
 *
 * @param fault the kind
 * @param index the index of the first leaf that is concerned; {@code null} if it is no
 * leaf
 * @param messageId the id of the message of this record; {@code null} if it is not known
 * @param text where it is and what is wrong, as a sentence without its full stop
 * @param more how many more there are of the kind
 */
public record Finding(AuditFault fault, @Nullable Long index, @Nullable String messageId, String text, long more) {
}
