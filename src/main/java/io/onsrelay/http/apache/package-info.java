/**
 * Extensions of Apache HttpClient: it logs no message, sends a target as written, rejects
 * a response whose header is incomplete, and waits for no name longer than a call may
 * take.
 */
@NullMarked
package io.onsrelay.http.apache;

import org.jspecify.annotations.NullMarked;
