/**
 * Renders Mustache templates.
 */
@NullMarked
package io.onsrelay.presentation.template;

import org.jspecify.annotations.NullMarked;
