/**
 * The commands of the audit log: it is verified and exported, and single records are
 * proven. They change nothing.
 */
@NullMarked
package io.onsrelay.cli.audit;

import org.jspecify.annotations.NullMarked;
