/**
 * The pages of the audit log.
 */
@NullMarked
package io.onsrelay.console.audit;

import org.jspecify.annotations.NullMarked;
