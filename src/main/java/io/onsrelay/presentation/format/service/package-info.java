/**
 * Formatters of events, one for each OCI service whose events say more than their type.
 */
@NullMarked
package io.onsrelay.presentation.format.service;

import org.jspecify.annotations.NullMarked;
