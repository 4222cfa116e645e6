/**
 * Messages: they are searched for, shown in full, downloaded, explained and rendered; and
 * the list of deliveries.
 */
@NullMarked
package io.onsrelay.admin.messages;

import org.jspecify.annotations.NullMarked;
