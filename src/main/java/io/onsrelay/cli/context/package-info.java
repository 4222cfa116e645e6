/**
 * The application context that commands open: the configuration of the service, checked,
 * with no store and nothing started.
 */
@NullMarked
package io.onsrelay.cli.context;

import org.jspecify.annotations.NullMarked;
