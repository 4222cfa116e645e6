/**
 * The pages of messages.
 */
@NullMarked
package io.onsrelay.console.message;

import org.jspecify.annotations.NullMarked;
