/**
 * The commands that set OCI up for this service, and say whether it works and what it
 * signs.
 */
@NullMarked
package io.onsrelay.cli.oracle;

import org.jspecify.annotations.NullMarked;
