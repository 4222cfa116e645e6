/**
 * What a page says where it can't be shown.
 */
@NullMarked
package io.onsrelay.console.problem;

import org.jspecify.annotations.NullMarked;
