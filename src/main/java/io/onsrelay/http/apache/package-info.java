/**
 * What Apache's HttpClient is made to do differently: it logs nothing, sends a target as
 * it was written, and believes no response whose header is cut off.
 */
@NullMarked
package io.onsrelay.http.apache;

import org.jspecify.annotations.NullMarked;
