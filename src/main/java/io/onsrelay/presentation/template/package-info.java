/**
 * Renders Mustache templates, and bounds what users have written.
 */
@NullMarked
package io.onsrelay.presentation.template;

import org.jspecify.annotations.NullMarked;
