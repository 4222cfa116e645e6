/**
 * Reads the fields that services send with an event or a call: flat, with labels in
 * words, and with times recognised.
 */
@NullMarked
package io.onsrelay.presentation.detail;

import org.jspecify.annotations.NullMarked;
