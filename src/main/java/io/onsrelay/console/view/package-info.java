/**
 * How the pages are drawn: templates, the files that they load, times, errors, and what
 * surrounds each page.
 */
@NullMarked
package io.onsrelay.console.view;

import org.jspecify.annotations.NullMarked;
