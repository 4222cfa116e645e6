/**
 * Extensions of Apache HttpClient: it logs no message, sends a target as written, and
 * rejects a response whose header is incomplete.
 */
@NullMarked
package io.onsrelay.http.apache;

import org.jspecify.annotations.NullMarked;
