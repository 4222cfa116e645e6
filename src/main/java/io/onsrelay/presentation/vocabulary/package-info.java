/**
 * OCI's identifiers and the English for them: event types, OCIDs, regions, and addresses
 * in the console.
 */
@NullMarked
package io.onsrelay.presentation.vocabulary;

import org.jspecify.annotations.NullMarked;
