/**
 * The application context that commands open: it has the configuration of the service,
 * but no store, and starts nothing.
 */
@NullMarked
package io.onsrelay.cli.context;

import org.jspecify.annotations.NullMarked;
