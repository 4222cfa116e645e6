/**
 * Formatters of messages, one for each kind of content.
 */
@NullMarked
package io.onsrelay.presentation.format;

import org.jspecify.annotations.NullMarked;
