/**
 * Silences: they are previewed, created, ended and listed, and what they hold back is
 * listed and sent after all.
 */
@NullMarked
package io.onsrelay.admin.silences;

import org.jspecify.annotations.NullMarked;
